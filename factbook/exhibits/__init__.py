"""What a chapter displays: exhibits (figures and tables), findings and computed headings."""
