"""Text as spreadsheets, databases and publishing systems store it, back to what was written."""

import html
import re

# Characters that Excel writes by their number, such as the carriage return at a line's end.
EXCEL = {"_x0009_": "\t", "_x000A_": "\n", "_x000D_": "\n"}
OF_EXCEL = re.compile("(?:_x000D_)?\r?\n|_x000D_(?:_x000A_)?|_x000A_|_x0009_", re.IGNORECASE)
WRITTEN_OUT = re.compile(r"(?:\\r)?\\n|\\r")
AFTER_SENTENCE = re.compile(r"[.!?\"'”’)\]>] ?(?:\\r)?\\n(?![a-z])")
# Short codes of publishing systems: those whose content is no text of the article, and others.
CODE_WITH_CONTENT = re.compile(
    r"\[(caption|embed|gallery|audio|video|playlist|youtube|vimeo|tweet|twitter|instagram|iframe"
    r"|sidebar|pullquote|pull_quote)\b[^\]]*\].*?\[/\1\]",
    re.DOTALL,
)
CODE = re.compile(
    r"\[/?(?:caption|embed|gallery|audio|video|playlist|youtube|vimeo|tweet|twitter|instagram"
    r"|iframe|sidebar|pullquote|pull_quote|row|column|dropcap)(?: [^\]]*)?/?\]"
    r"|\[/?[a-z]+_[a-z_]+(?: [^\]]*)?/?\]"
    r"|\[/?[a-z][\w-]* [\w-]+=[\"'][^\]]*/?\]"
    r"|\[/[a-z][\w-]*\]"
)
PICTURE_IN_MARKDOWN = re.compile(r"!\[[^\]]*\]\([^()\s]+[^()]*\)")
LINK_IN_MARKDOWN = re.compile(r"\[([^\[\]]+)\]\((?:https?://|/|mailto:)[^()\s]*[^()]*\)")
STRESS_IN_MARKDOWN = re.compile(r"(?<![\w*])\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*(?![\w*])")
TAG_IN_TITLE = re.compile(r"</?(?:b|i|u|em|strong|span|br|sup|sub|a|font|p)(?:\s[^<>]*)?/?>", re.I)
ESCAPED_TAG = re.compile(
    r"&lt;(?:/(?:p|div|b|i|em|strong|a|span|h[1-6]|ul|li|blockquote)|br ?/?)&gt;", re.IGNORECASE
)


def plain_cell(text: str) -> str:
    """Return a cell's text with its line ends, without short codes, and with markup as such."""
    text = OF_EXCEL.sub(lambda found: EXCEL.get(found[0], "\n"), text)
    if "\n" not in text.strip() and AFTER_SENTENCE.search(text):
        text = WRITTEN_OUT.sub("\n", text).replace('\\"', '"')
    if ESCAPED_TAG.search(text):
        text = html.unescape(text)
    text = CODE.sub("", CODE_WITH_CONTENT.sub("", text))
    text = LINK_IN_MARKDOWN.sub(r"\1", PICTURE_IN_MARKDOWN.sub("", text))
    return STRESS_IN_MARKDOWN.sub(r"\1", text)


def plain_title(text: str) -> str:
    """Return a title without markup."""
    return TAG_IN_TITLE.sub("", text)
