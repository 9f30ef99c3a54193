/* python.exe: the wheel that carries Python's DLL for Windows has none. For tests under wine; never shipped. */
#include <windows.h>
typedef int (*Main)(int, wchar_t **);
int wmain(int count, wchar_t **words) {
    HMODULE library = LoadLibraryW(L"python311.dll");
    Main run = library ? (Main)(void *)GetProcAddress(library, "Py_Main") : 0;
    return run ? run(count, words) : 101;
}
