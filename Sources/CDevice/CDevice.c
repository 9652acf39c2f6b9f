int wheatstone_placeholder(void) { return 0; }
