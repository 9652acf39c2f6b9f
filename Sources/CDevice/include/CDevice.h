#ifndef CDEVICE_H
#define CDEVICE_H
int wheatstone_placeholder(void);
#endif
