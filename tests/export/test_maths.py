"""Formulas say in both forms what their TeX says, or are shown as TeX."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any
from unicodedata import normalize
from xml.etree import ElementTree

import pytest
import typst as compiler
from nbformat.v4 import new_markdown_cell, new_notebook

from factbook.export.document import document
from factbook.export.maths import formula, mathml, typst, untold
from factbook.export.maths_said import is_accented
from factbook.export.pdf import _keep_only_good_maths

COMMON = r"""
\frac{1}{n}(a+b)
\frac{n}{k}\left(a+b\right)
\frac{k}{m}u^2
\frac{1}{p}i
\frac{1}{n}e^{-x}
\frac{a}{b}\frac{c}{d}
\frac{1}{N}X^TX
\frac{1}{n}\mathbf{X}
\frac{1,000}{n}
\frac12 x
\sqrt{a,b}
\sqrt[3]{x}
S\bigl(x+y\bigr)z
2\Big[x+1\Big]
P\left(A \middle| B\right)
x\_train + y\_test
x \not= y
\bar{x}=\frac{1}{n}\sum_{i=1}^{n}x_i
\mathrm{MSE}=\frac{1}{n}\sum_{i=1}^n (y_i-\hat y_i)^2
\mathrm{RMSE}=\sqrt{\frac{1}{n}\sum_{i=1}^n(y_i-\hat{y}_i)^2}
H(p,q)=-\sum_x p(x)\log q(x)
\mathcal{L}(\theta)=-\frac{1}{N}\sum_{n=1}^{N}\left[y_n\log\hat{y}_n+(1-y_n)\log(1-\hat{y}_n)\right]
\operatorname{softmax}(z)_i=\frac{e^{z_i}}{\sum_j e^{z_j}}
P(A|B)=\frac{P(B|A)P(A)}{P(B)}
f(x)=\frac{1}{\sigma\sqrt{2\pi}}e^{-\frac{1}{2}\left(\frac{x-\mu}{\sigma}\right)^2}
\rho_{X,Y}=\frac{\operatorname{cov}(X,Y)}{\sigma_X\sigma_Y}
t=\frac{\bar{x}-\mu_0}{s/\sqrt{n}}
R^2=1-\frac{SS_{res}}{SS_{tot}}
\begin{pmatrix}1,5&f(x,y)\\a;b&c\end{pmatrix}
\begin{bmatrix}1&0\\0&1\end{bmatrix}^{-1}
\begin{vmatrix}a&b\\c&d\end{vmatrix}
\left[\begin{array}{cc|c}1&0&5\\ \hline 0&1&6\end{array}\right]
\begin{array}{|c|c|}\hline a & b\\ \hline c & d\\ \hline\end{array}
f(x)=\begin{cases} 1, & x>0 \\ 0, & \text{if $x \le 0$}\end{cases}
\begin{aligned} a &= 1 \\[6pt] b &= 2\end{aligned}
\begin{align} a &= b \nonumber \\ c &= d \label{eq:1} \end{align}
\begin{gather} a=b \\ c=d \end{gather}
x = 1 \tag{7}
i\hbar\frac{\partial}{\partial t}\Psi=\hat{H}\Psi
\boxed{E=mc^2}
\underset{x}{\arg\min}\ f(x)
\hat\theta=\arg\max_\theta\prod_{i=1}^n f(x_i;\theta)
\operatorname*{arg\,min}_x f
\mathop{\mathrm{argmax}}\limits_x f
X_1,\dots,X_n\overset{iid}{\sim}N(0,1)
\underbrace{a+b}_{n}+\overbrace{c}^{d}
\left.\frac{dy}{dx}\right|_{x=0}
\left\{x \middle| y > 0\right\}
\lVert x\rVert_2^2 + \left\|y\right\| + |z|
f'(x) + f''(x) + f'^2 + y'_i + x^{\prime}
\nabla\times\vec{E}=-\frac{\partial\vec{B}}{\partial t}
\frac{\partial^2 u}{\partial x^2}
\lim_{n\to\infty}\left(1+\frac{1}{n}\right)^n=e
\int_{-\infty}^{\infty}e^{-x^2}\,dx=\sqrt{\pi}
\sum_{\substack{i=1\\ i\neq j}}^{n}a_i
\binom{n}{k}p^k(1-p)^{n-k}
\binom{n}{k}^2
\boldsymbol{\beta}\ne\beta,\ \mathbf{x}
\mathbf{y}=\mathbf{X}\boldsymbol{\beta}+\boldsymbol{\epsilon}
\mathbb{E}_{x\sim p}[f(x)] + \mathbb{1}_{x>0}
\mathcal{N}(\mu,\sigma^2)
f\colon\mathbb{R}^n\to\mathbb{R}
D_{KL}(P\|Q)
x\in\{0,1\}^n
A\subseteq B\cup C\setminus D
\neg p\land q\lor r\implies s\iff t
\overline{x}+\tilde{x}+\dot x+\ddot x+\widehat{xy}+\underline{z}+\overrightarrow{AB}
x \coloneqq y := z
a\equiv b\pmod n
\text{Accuracy}=\frac{TP+TN}{N}
10^{-3}\,\text{kg}
50\% + \$5 + \#3
1{,}000
\left\lfloor x\right\rfloor+\lceil y\rceil+\langle u,v\rangle
\color{red}{x}+y
\hat{\beta}=(X^\top X)^{-1}X^\top y
\cos\theta,\ \sin^2 x,\ \log_2 n,\ \ln x
{n \choose k}
\displaystyle\sum_{i} x_i \quad \text{for all } i
A \xrightarrow{f} B
\frac{\frac{a}{b}}{c/d}
Q(s,a)\leftarrow Q(s,a)+\alpha\left[r+\gamma\max_{a'}Q(s',a')-Q(s,a)\right]
a_{i_j}^{k^l}
""".strip().split("\n")
_FUNCTIONS = {"frac": "/", "root": "√"}


@pytest.fixture(scope="module")
def printed() -> dict[str, Counter[str]]:
    """What Typst makes of each formula, in characters."""
    source = b'#for it in json(bytes(sys.inputs.maths)) [#metadata(eval(it, mode: "math")) <made>]'
    made = [typst(tex) for tex in COMMON]
    contents = json.loads(compiler.query(source, "<made>", field="value", sys_inputs={"maths": json.dumps(made)}))
    return {tex: bag("".join(of_typst(content))) for tex, content in zip(COMMON, contents, strict=True)}


def of_typst(node: Any) -> Iterator[str]:
    """The characters that Typst's content prints, with a sign for each fraction and root; accents are left out."""
    if isinstance(node, list):
        for part in node:
            yield from of_typst(part)
    elif isinstance(node, dict) and "func" in node:
        function = node["func"]
        yield _FUNCTIONS.get(function, "")
        yield "′" * node["count"] if function == "primes" else ""
        for name, part in node.items():
            if isinstance(part, str) and name == "text":
                yield part
            elif name not in ("delim", "augment"):
                yield from of_typst(part)


def of_mathml(node: ElementTree.Element) -> Iterator[str]:
    """The characters of MathML, with the same signs."""
    for element in node.iter():
        element.tag = element.tag.rpartition("}")[2]
    yield {"mfrac": "/", "msqrt": "√", "mroot": "√"}.get(node.tag, "") if node.get("linethickness") != "0" else ""
    yield node.text or ""
    for child in list(node)[:1] if is_accented(node) else node:
        yield from of_mathml(child)


def bag(words: str) -> Counter[str]:
    return Counter(sign for sign in normalize("NFKC", words) if not sign.isspace())


@pytest.mark.parametrize("tex", COMMON)
def test_a_common_formula_prints_the_same_letters_numbers_and_signs_in_both_formats(tex: str, printed: dict[str, Counter[str]]) -> None:
    made = mathml(tex, block=True)
    assert made and typst(tex)
    assert printed[tex] == bag("".join(of_mathml(ElementTree.fromstring(made))))


@pytest.mark.parametrize(
    ("tex", "meant"),
    [
        (r"\frac{1}{n}(a+b)", r"frac(1, n) \( a \+ b \)"),
        (r"\frac{k}{m}u^2", "frac(k, m) u^(2)"),
        (r"\frac{1}{p}i", "frac(1, p) i"),
        (r"\frac{a}{b}\frac{c}{d}", "frac(a, b) frac(c, d)"),
        (r"\frac{1}{n}\sum_i x", r"frac(1, n) limits(\∑)_(i) x"),
        (r"P\left(A \middle| B\right)", r"P lr(\( A mid(\|) B \))"),
        (r"x\_train", r"x \_ t r a i n"),
        (r"f'^2", "f'^(2)"),
        (r"\sqrt{a,b}", r"sqrt(a \, b)"),
        (r"\begin{aligned}a&=1\\[6pt]b&=2\end{aligned}", r'a & "" \= 1 \ b & "" \= 2'),
        (r"\left[\begin{array}{c|c}1&5\end{array}\right]", r"lr(\[ mat(delim: #none, augment: #(vline: (1,)), 1, 5) \])"),
    ],
)
def test_a_formula_keeps_its_structure_in_typst(tex: str, meant: str) -> None:
    assert typst(tex) == meant


def test_mathml_keeps_what_the_library_does_not() -> None:
    assert "6pt" not in mathml(r"\begin{aligned}a&=1\\[6pt]b&=2\end{aligned}")
    assert "𝜷" in mathml(r"\boldsymbol{\beta}")
    assert '<mo movablelimits="true">argmin</mo>' in mathml(r"\underset{x}{\arg\min}")
    assert "</mtable><mo>)</mo></mrow><mi>T</mi></msup>" in mathml(r"\begin{pmatrix}a\\b\end{pmatrix}^T")


@pytest.mark.parametrize("tex", [r"\unknown{x}", r"\genfrac{(}{)}{0pt}{}{n}{k}", r"x^", r"\rule{1em}{1pt}"])
def test_what_cannot_be_translated_is_shown_as_tex(tex: str) -> None:
    made = formula("inline_math", tex)
    assert (made["raw"], made["mathml"], made["typst"]) == (tex, "", "")


@pytest.mark.parametrize("said", ["<mi>y</mi>", "<mi>x</mi><mn>1</mn>", "<mfrac><mi>x</mi><mi /></mfrac>", ""])
def test_a_translation_that_says_something_else_is_refused(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from latex2mathml import converter

    monkeypatch.setattr(converter, "convert_to_element", lambda tex, display: ElementTree.fromstring(f"<math>{said}</math>"))
    mathml.cache_clear()
    assert mathml("x") == ""
    mathml.cache_clear()


def test_a_formula_shown_as_tex_is_told_with_its_cell() -> None:
    notebook = new_notebook(cells=[new_markdown_cell(r"So $\frac{1}{n}$ and $\unknown{x}$.", id="here")])
    tree = document(notebook)
    assert [warning["cell"] for warning in untold(tree["blocks"], "mathml")] == ["here"]
    _keep_only_good_maths(tree)
    assert r"`\unknown{x}` is shown as TeX source" in tree["warnings"][-1]["message"] and len(tree["warnings"]) == 1


def test_a_formula_that_typst_cannot_set_loses_its_typst_form() -> None:
    block = {"type": "block_math", "raw": "x", "mathml": "<math/>", "typst": "unknown(x)", "cell": "a"}
    tree = {"blocks": [block, {**block, "typst": "x"}], "warnings": []}
    _keep_only_good_maths(tree)
    assert [node["typst"] for node in tree["blocks"]] == ["", "x"] and [warning["cell"] for warning in tree["warnings"]] == ["a"]
