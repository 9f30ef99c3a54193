"""How good Familiar is, by the protocols that others use too. Measures; changes nothing."""
