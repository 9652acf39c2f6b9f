// SPDX-License-Identifier: GPL-2.0-only
/* Builds the records of ../PROTOCOL.md. */
#include <linux/mm.h>
#include <linux/slab.h>

#include "bus_bridge.h"

size_t bridge_part_bytes(bool writes, u32 length)
{
	return sizeof(struct bridge_part) + (writes ? ALIGN((size_t)length, 8) : 0);
}

struct bridge_request *bridge_new(enum bridge_kind kind, u16 bus,
				  size_t record_bytes, size_t answer_bytes)
{
	struct bridge_request *request;

	record_bytes += sizeof(struct bridge_header);
	if (record_bytes > BRIDGE_RECORD_MAX || answer_bytes > BRIDGE_RECORD_MAX)
		return ERR_PTR(-EMSGSIZE);
	request = kzalloc(sizeof(*request), GFP_KERNEL);
	if (!request)
		return ERR_PTR(-ENOMEM);
	request->header = kvzalloc(record_bytes, GFP_KERNEL);
	request->answer = answer_bytes ? kvzalloc(answer_bytes, GFP_KERNEL) : NULL;
	if (!request->header || (answer_bytes && !request->answer)) {
		bridge_free(request);
		return ERR_PTR(-ENOMEM);
	}
	INIT_LIST_HEAD(&request->link);
	init_completion(&request->done);
	request->answer_bytes = answer_bytes;
	request->used = sizeof(struct bridge_header);
	request->header->length = cpu_to_le32(record_bytes);
	request->header->kind = cpu_to_le16(kind);
	request->header->bus = cpu_to_le16(bus);
	request->header->answer_bytes = cpu_to_le32(answer_bytes);
	return request;
}

void bridge_add_part(struct bridge_request *request,
		     const struct bridge_part *part, const void *data)
{
	u8 *to = (u8 *)request->header + request->used;
	u32 length = le32_to_cpu(part->length);

	memcpy(to, part, sizeof(*part));
	if (data)
		memcpy(to + sizeof(*part), data, length);
	request->used += bridge_part_bytes(data, length);
	le16_add_cpu(&request->header->parts, 1);
}

void bridge_add_lines(struct bridge_request *request, u64 mask, u64 values)
{
	struct bridge_lines *lines = (void *)request->header + request->used;

	lines->mask = cpu_to_le64(mask);
	lines->values = cpu_to_le64(values);
	request->used += sizeof(*lines);
}

void bridge_free(struct bridge_request *request)
{
	kvfree(request->header);
	kvfree(request->answer);
	kfree(request);
}
