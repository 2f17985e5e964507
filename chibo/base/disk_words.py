"""Why the system would not read or write a file, said so that a person knows what to mend."""

import errno

_WHY = {
    errno.EACCES: "tài khoản đang chạy chibo không có quyền",
    errno.EPERM: "tài khoản đang chạy chibo không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "ổ đĩa đã hết chỗ",
    errno.EDQUOT: "phần đĩa dành cho tài khoản này đã hết chỗ",
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EISDIR: "đó là một thư mục, không phải tệp",
    errno.ENOTDIR: "đường dẫn đi qua một tệp, không phải thư mục",
    errno.EEXIST: "đã có một tệp mang tên ấy",
}


def why(error: OSError) -> str:
    return _WHY.get(error.errno or 0) or str(error.strerror or error)
