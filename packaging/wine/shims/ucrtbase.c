/* Complex numbers of C99, which wine 10's ucrtbase only has as stubs and NumPy's Windows wheels import.
   For tests under wine; never shipped. Microsoft's ABI passes complex values as plain structures. */
#include <complex.h>

typedef struct { float re, im; } F;
typedef struct { double re, im; } D;

static double _Complex wide(D z) { return __builtin_complex(z.re, z.im); }
static D narrow(double _Complex z) { return (D){__real__ z, __imag__ z}; }
static D widened(F z) { return (D){z.re, z.im}; }
static F halved(D z) { return (F){(float)z.re, (float)z.im}; }

#define COMPLEX(name) \
    D s_##name(D z) { return narrow(name(wide(z))); } \
    D s_##name##l(D z) { return s_##name(z); } \
    F s_##name##f(F z) { return halved(s_##name(widened(z))); }
#define REAL(name) \
    double s_##name(D z) { return name(wide(z)); } \
    double s_##name##l(D z) { return s_##name(z); } \
    float s_##name##f(F z) { return (float)s_##name(widened(z)); }

COMPLEX(csin) COMPLEX(ccos) COMPLEX(ctan) COMPLEX(casin) COMPLEX(cacos) COMPLEX(catan)
COMPLEX(csinh) COMPLEX(ccosh) COMPLEX(ctanh) COMPLEX(casinh) COMPLEX(cacosh) COMPLEX(catanh)
COMPLEX(cexp) COMPLEX(clog) COMPLEX(csqrt)
REAL(carg) REAL(cabs) REAL(creal) REAL(cimag)

D s_cpow(D a, D b) { return narrow(cpow(wide(a), wide(b))); }
D s_cpowl(D a, D b) { return s_cpow(a, b); }
F s_cpowf(F a, F b) { return halved(s_cpow(widened(a), widened(b))); }
