/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef BUS_BRIDGE_H
#define BUS_BRIDGE_H

#include <linux/completion.h>
#include <linux/device.h>
#include <linux/list.h>
#include <linux/types.h>

/* The layout of the records is described in ../PROTOCOL.md. */
#define BRIDGE_VERSION 1
#define BRIDGE_NO_ANSWER 1u /* flags */
#define BRIDGE_SHORT 1 /* status */
#define BRIDGE_RECORD_MAX (1u << 20)

enum bridge_kind {
	BRIDGE_HELLO = 0x01,
	BRIDGE_SPI = 0x10,
	BRIDGE_I2C = 0x20,
	BRIDGE_GPIO_SET = 0x30,
	BRIDGE_GPIO_GET = 0x31,
	BRIDGE_GPIO_INPUT = 0x32,
	BRIDGE_GPIO_OUTPUT = 0x33,
	BRIDGE_GPIO_BIAS = 0x34,
	BRIDGE_GPIO_RELEASED = 0x35,
};

enum bridge_part_flag { PART_READS = 1, PART_WRITES = 2, PART_CS_CHANGE = 4 };

struct bridge_header {
	__le32 length;
	__le32 sequence;
	__le16 kind;
	__le16 bus;
	__le16 select;
	__le16 parts;
	__le32 speed_hz;
	__le32 mode;
	__le32 flags;
	__le32 answer_bytes;
} __packed;

struct bridge_part {
	__le16 address;
	__le16 flags;
	__le32 length;
	__le32 speed_hz;
	__le32 delay_us;
	__le32 word_delay_us;
	__le16 bits_per_word;
	__le16 zero;
} __packed;

struct bridge_lines {
	__le64 mask;
	__le64 values;
} __packed;

struct bridge_answer {
	__le32 length;
	__le32 sequence;
	__le32 status;
	__le32 transferred;
} __packed;

/* One operation of a caller, from its queueing to its answer. */
struct bridge_request {
	struct list_head link;
	struct completion done;
	struct bridge_header *header; /* the record; owned */
	u32 used; /* bytes of the record written so far */
	u32 sequence;
	u8 *answer; /* the data of the answer; owned */
	u32 answer_bytes; /* room in answer */
	u32 answered; /* bytes of answer that are filled */
	s32 status;
	u32 transferred;
	bool finished; /* off both lists: only its owner may touch it */
};

/*
 * request.c: building a record. The record of record_bytes is zeroed; parts
 * and lines are appended. Free with bridge_free, whatever happened.
 */
struct bridge_request *bridge_new(enum bridge_kind kind, u16 bus,
				  size_t record_bytes, size_t answer_bytes);
void bridge_add_part(struct bridge_request *request,
		     const struct bridge_part *part, const void *data);
void bridge_add_lines(struct bridge_request *request, u64 mask, u64 values);
void bridge_free(struct bridge_request *request);
/* Bytes that a part takes in a record. */
size_t bridge_part_bytes(bool writes, u32 length);

/*
 * stream.c: queues a request and waits for its answer. Returns 0, BRIDGE_SHORT
 * or a negative errno. May sleep. A fatal signal ends the wait.
 */
int bridge_ask(struct bridge_request *request);
/* Queues a request that needs no answer, and takes it over. */
void bridge_tell(struct bridge_request *request);
int bridge_stream_register(void);
void bridge_stream_unregister(void);

/* The buses. Each is undone when the device goes. */
int bridge_spi_add(struct device *dev);
int bridge_i2c_add(struct device *dev);
int bridge_gpio_add(struct device *dev);

#endif
