/* In the rehearsal of the setup this stands for the program: called with --library DIR it says in that folder that it
   runs, and stays for a while. Never shipped. */
#include <windows.h>
int wmain(int count, wchar_t **words) {
    wchar_t path[MAX_PATH];
    if (count < 3) return 0;
    CreateDirectoryW(words[2], 0);
    wsprintfW(path, L"%s\\library.sqlite", words[2]);
    CloseHandle(CreateFileW(path, GENERIC_WRITE, 0, 0, CREATE_ALWAYS, 0, 0));
    Sleep(120000);
    return 0;
}
