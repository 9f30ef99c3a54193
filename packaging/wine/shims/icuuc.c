/* Windows 10 has an icuuc.dll and wine 10 has none: here every converter is "unsupported", and Qt uses its own.
   For tests under wine; never shipped. */
#define EXPORT __declspec(dllexport)
enum { UNSUPPORTED = 16 };

EXPORT void *ucnv_open(const char *name, int *error) { (void)name; if (error) *error = UNSUPPORTED; return 0; }
EXPORT void ucnv_close(void *converter) { (void)converter; }
EXPORT void ucnv_reset(void *converter) { (void)converter; }
EXPORT signed char ucnv_getMaxCharSize(void *converter) { (void)converter; return 4; }
EXPORT const char *ucnv_getName(void *converter, int *error) { (void)converter; if (error) *error = UNSUPPORTED; return 0; }

#define NOTHING(name) EXPORT long long name(void) { return 0; }
NOTHING(UCNV_FROM_U_CALLBACK_SUBSTITUTE) NOTHING(UCNV_TO_U_CALLBACK_SUBSTITUTE)
NOTHING(ucnv_setToUCallBack) NOTHING(ucnv_setFromUCallBack) NOTHING(ucnv_getToUCallBack) NOTHING(ucnv_getFromUCallBack)
NOTHING(ucnv_cbToUWriteUChars) NOTHING(ucnv_cbFromUWriteUChars) NOTHING(ucnv_toUnicode) NOTHING(ucnv_fromUnicode)
NOTHING(ucnv_toUCountPending) NOTHING(ucnv_fromUCountPending)
NOTHING(ucnv_getStandardName) NOTHING(ucnv_getAvailableName) NOTHING(ucnv_countAvailable)
int __stdcall DllMain(void *module, unsigned reason, void *reserved) { (void)module; (void)reason; (void)reserved; return 1; }
