"""The prescribed forms of admission and recognition (1-KNĐ to 16-KNĐ and what goes with them), filled from a case.

A form is a .toml file in `forms/`: what the paper is, who issues it, and blocks of text with places
for fields such as {full_name}. What the books don't know is printed as a gap to write in. The order of
parts follows the forms of 38-HD/BTCTW as known from its forerunners; the wording is ours.
"""
