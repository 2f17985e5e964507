"""What a database that cannot be worked with is said to lack."""

from django.db import DatabaseError, OperationalError

_CORRUPT = (
    "Tệp cơ sở dữ liệu bị hỏng hoặc không phải của Chi Bộ. Hãy dừng chibo và lấy lại từ bản sao lưu "
    "(docs/operate/backup.md)."
)
_SQLITE = {
    "file is not a database": _CORRUPT,
    "malformed": _CORRUPT,
    "disk is full": "Ổ đĩa chứa cơ sở dữ liệu đã hết chỗ: việc vừa làm chưa được ghi. Hãy dọn chỗ rồi làm lại.",
    "disk I/O error": "Ổ đĩa chứa cơ sở dữ liệu hết chỗ hoặc hỏng: việc vừa làm chưa được ghi.",
    "readonly database": "Tài khoản đang chạy chibo không được ghi vào cơ sở dữ liệu; kiểm tra chủ và quyền "
    "của thư mục CHIBO_HOME.",
    "unable to open database file": "Không mở được tệp cơ sở dữ liệu; kiểm tra chủ và quyền "
    "của thư mục CHIBO_HOME.",
    "database is locked": "Cơ sở dữ liệu đang có chương trình khác ghi quá lâu. Hãy chờ việc ấy xong rồi làm lại.",
}


def words_for(error: DatabaseError) -> str | None:
    """None for what is a fault of the program, whose traceback is wanted."""
    said = " ".join(str(error).split())
    for part, sentence in _SQLITE.items():
        if part in said:
            return sentence
    if isinstance(error, OperationalError):
        return f"Không làm việc được với cơ sở dữ liệu; kiểm tra CHIBO_DATABASE và máy chủ. Máy báo: {said}"
    return None
