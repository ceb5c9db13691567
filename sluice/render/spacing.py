"""White space in a line, compiled: nearly all lines have single blanks, and a copy costs more."""

import cython


def single_spaced(text: str) -> str:
    """The text with one blank for each run of white space, and none around it."""
    ch: cython.Py_UCS4
    # What stands before the text counts as a blank, so that it starts with none.
    is_blank: cython.bint = True
    for ch in text:
        if ch == " ":
            if is_blank:
                break
            is_blank = True
        elif ch > " " and ch < "\x7f":
            is_blank = False
        elif ch.isspace():
            is_blank = True
            break
        else:
            is_blank = False
    return " ".join(text.split()) if is_blank and text else text
