"""The version resource of the Windows executables: what Explorer shows under Properties, Details."""

from __future__ import annotations

from product import Product

ENGLISH_UNICODE = "040904B0"


def text(product: Product) -> str:
    """The file that PyInstaller's `EXE(version=...)` reads."""
    numbers = tuple(int(part) for part in product.four_numbers.split("."))
    strings = {
        "CompanyName": product.publisher,
        "FileDescription": product.title,
        "FileVersion": product.version,
        "InternalName": product.name,
        "LegalCopyright": product.copyright,
        "OriginalFilename": f"{product.name}.exe",
        "ProductName": product.title,
        "ProductVersion": product.version,
    }
    entries = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in strings.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0, OS=0x40004, "
        f"fileType=1, subtype=0, date=(0, 0)), kids=[StringFileInfo([StringTable({ENGLISH_UNICODE!r}, [{entries}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )
