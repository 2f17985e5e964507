"""What click itself says, in Vietnamese. click asks gettext for each of these sentences."""

import importlib
from collections.abc import Iterable

_SPEAKING = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types")

WORDS = {
    "Usage:": "Cách dùng:",
    "Options": "Tuỳ chọn",
    "Commands": "Các lệnh",
    "Positional arguments": "Tham số",
    "Show this message and exit.": "Hiện phần hướng dẫn này.",
    "Error: {message}": "Lỗi: {message}",
    "Error: invalid input": "Lỗi: chưa đúng",
    "Aborted!": "Đã dừng.",
    "default: {default}": "mặc định: {default}",
    "required": "bắt buộc",
    "Try '{command} {option}' for help.": "Xem hướng dẫn: {command} {option}",
    "Missing command.": "Thiếu tên lệnh.",
    "Missing argument": "Thiếu tham số",
    "Missing option": "Thiếu tuỳ chọn",
    "Missing parameter": "Thiếu tham số",
    "Missing {param_type}": "Thiếu {param_type}",
    "No such command {name!r}.": "Không có lệnh {name!r}.",
    "No such option {name!r}.": "Không có tuỳ chọn {name!r}.",
    "No such option: {name}": "Không có tuỳ chọn {name}.",
    "Did you mean {possibility}?": "Có phải ý là {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Có phải ý là một trong: {possibilities}?)",
    "(Possible options: {possibilities})": "(Các tuỳ chọn: {possibilities})",
    "Invalid value: {message}": "Giá trị không hợp lệ: {message}",
    "Invalid value for {param_hint}: {message}": "Giá trị của {param_hint} không hợp lệ: {message}",
    "{value!r} is not a valid {number_type}.": "{value!r} không phải là {number_type}.",
    "{value} is not in the range {range}.": "{value} không nằm trong khoảng {range}.",
    "{value!r} is not one of {choices}.": "{value!r} không có trong: {choices}.",
    "{value!r} is not {choice}.": "{value!r} không phải là {choice}.",
    "{name} {filename!r} does not exist.": "Không thấy {filename!r}.",
    "{name} {filename!r} is a file.": "{filename!r} là một tệp.",
    "{name} {filename!r} is a directory.": "{filename!r} là một thư mục.",
    "{name} {filename!r} is not readable.": "Không đọc được {filename!r}.",
    "{name} {filename!r} is not writable.": "Không ghi được {filename!r}.",
    "Could not open file {filename!r}: {message}": "Không mở được tệp {filename!r}: {message}",
    "Choose from:\n\t{choices}": "Chọn một trong:\n\t{choices}",
    "file": "tệp",
    "directory": "thư mục",
    "path": "đường dẫn",
    "Option {name!r} does not take a value.": "Tuỳ chọn {name!r} không nhận giá trị.",
    "Option {name!r} requires an argument.": "Tuỳ chọn {name!r} cần một giá trị.",
    "Got unexpected extra argument ({args})": "Thừa tham số: {args}",
    "Got unexpected extra arguments ({args})": "Thừa tham số: {args}",
    "Do you want to continue?": "Tiếp tục?",
}


def say(text: str) -> str:
    return WORDS.get(text, text)


def say_count(one: str, many: str, number: int) -> str:
    return WORDS.get(one if number == 1 else many, one if number == 1 else many)


def speak_vietnamese(modules: Iterable[str] = _SPEAKING) -> None:
    """click has no catalogue of its own to hand a translation to: its two askers are replaced."""
    for name in modules:
        module = importlib.import_module(f"click.{name}")
        vars(module)["_"] = say
        if "ngettext" in vars(module):
            vars(module)["ngettext"] = say_count
