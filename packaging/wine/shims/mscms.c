/* What Qt's platform plugin calls when it starts and wine 10 lacks. For tests under wine; never shipped. */
void *__stdcall s_WcsCreateIccProfile(void *profile, unsigned options) { (void)profile; (void)options; return 0; }
int __stdcall DllMain(void *module, unsigned reason, void *reserved) { (void)module; (void)reason; (void)reserved; return 1; }
