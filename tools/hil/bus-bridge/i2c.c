// SPDX-License-Identifier: GPL-2.0-only
/* I2C adapters: one request per transfer, all its messages in it. */
#include <linux/i2c.h>
#include <linux/module.h>

#include "bus_bridge.h"

#define BUSES_MAX 4

static int i2c_buses[BUSES_MAX] = { 1 };
static uint buses = 1;
module_param_array(i2c_buses, int, &buses, 0444);
static struct i2c_adapter adapters[BUSES_MAX];

static bool reads(const struct i2c_msg *message)
{
	return message->flags & I2C_M_RD;
}

static void keep_answer(struct i2c_msg *messages, int count, struct bridge_request *request)
{
	u32 from = 0;

	for (int i = 0; i < count; i++) {
		u32 bytes = min_t(u32, messages[i].len, request->answered - from);

		if (!reads(&messages[i]))
			continue;
		memcpy(messages[i].buf, request->answer + from, bytes);
		from += bytes;
	}
}

static int transfer(struct i2c_adapter *adapter, struct i2c_msg *messages, int count)
{
	struct bridge_request *request;
	size_t record = 0, answer = 0;
	int status;

	for (int i = 0; i < count; i++) {
		if (messages[i].flags & (I2C_M_TEN | I2C_M_RECV_LEN))
			return -EOPNOTSUPP;
		record += bridge_part_bytes(!reads(&messages[i]), messages[i].len);
		answer += reads(&messages[i]) ? messages[i].len : 0;
	}
	request = bridge_new(BRIDGE_I2C, adapter->nr, record, answer);
	if (IS_ERR(request))
		return PTR_ERR(request);
	for (int i = 0; i < count; i++) {
		struct bridge_part part = {
			.address = cpu_to_le16(messages[i].addr),
			.flags = cpu_to_le16(reads(&messages[i]) ? PART_READS : PART_WRITES),
			.length = cpu_to_le32(messages[i].len),
		};

		bridge_add_part(request, &part, reads(&messages[i]) ? NULL : messages[i].buf);
	}
	status = bridge_ask(request);
	if (status >= 0) {
		status = status == BRIDGE_SHORT ? min_t(u32, request->transferred, count) : count;
		keep_answer(messages, status, request);
	}
	bridge_free(request);
	return status;
}

static u32 functionality(struct i2c_adapter *adapter)
{
	return I2C_FUNC_I2C | I2C_FUNC_SMBUS_EMUL;
}

static const struct i2c_algorithm algorithm = {
	.master_xfer = transfer,
	.functionality = functionality,
};

static void remove_adapter(void *adapter)
{
	i2c_del_adapter(adapter);
}

int bridge_i2c_add(struct device *dev)
{
	int error = 0;

	for (uint i = 0; !error && i < buses; i++) {
		struct i2c_adapter *adapter = &adapters[i];

		*adapter = (struct i2c_adapter){
			.owner = THIS_MODULE,
			.algo = &algorithm,
			.nr = i2c_buses[i],
			.dev.parent = dev,
		};
		snprintf(adapter->name, sizeof(adapter->name), "bus-bridge %d", i2c_buses[i]);
		error = i2c_add_numbered_adapter(adapter);
		if (!error)
			error = devm_add_action_or_reset(dev, remove_adapter, adapter);
	}
	return error;
}
