"""The record: the data package as read, checked and seen from a knowledge horizon."""
