"""Reading member lists as offices have them. One file per shape of heading:

sub_headings   two rows of headings, as in the 31-column "File nhập liệu 4.0"
numbered       headings over a row of (1) (2) (3), as in a danh sách trích ngang or the paper register
plain          one row of headings in any order, as in the 8-column export or a list typed by hand

They only find the heading, the columns and the rows of data; what columns mean is fields.toml.
"""
