#ifndef CSPARSE_H
#define CSPARSE_H
int wheatstone_sparse_placeholder(void);
#endif
