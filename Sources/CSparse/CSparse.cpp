extern "C" int wheatstone_sparse_placeholder(void) { return 0; }
