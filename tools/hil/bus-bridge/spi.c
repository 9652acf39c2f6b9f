// SPDX-License-Identifier: GPL-2.0-only
/* SPI controllers: one request per message, all its transfers in it. */
#include <linux/module.h>
#include <linux/spi/spi.h>

#include "bus_bridge.h"

#define BUSES_MAX 4

static ushort selects[BUSES_MAX] = { 20 };
static uint buses = 1;
module_param_array(selects, ushort, &buses, 0444);

static u32 delay_us(struct spi_delay *delay, struct spi_transfer *transfer)
{
	int ns = spi_delay_to_ns(delay, transfer);

	return ns > 0 ? DIV_ROUND_UP(ns, 1000) : 0;
}

static void add_transfer(struct bridge_request *request,
			 struct spi_transfer *transfer)
{
	struct bridge_part part = {
		.flags = cpu_to_le16((transfer->rx_buf ? PART_READS : 0) |
				     (transfer->tx_buf ? PART_WRITES : 0) |
				     (transfer->cs_change ? PART_CS_CHANGE : 0)),
		.length = cpu_to_le32(transfer->len),
		.speed_hz = cpu_to_le32(transfer->speed_hz),
		.delay_us = cpu_to_le32(delay_us(&transfer->delay, transfer)),
		.word_delay_us = cpu_to_le32(delay_us(&transfer->word_delay, transfer)),
		.bits_per_word = cpu_to_le16(transfer->bits_per_word),
	};

	bridge_add_part(request, &part, transfer->tx_buf);
}

static struct bridge_request *request_of(struct spi_message *message)
{
	struct spi_device *spi = message->spi;
	struct spi_transfer *transfer;
	struct bridge_request *request;
	size_t record = 0, reads = 0;

	list_for_each_entry(transfer, &message->transfers, transfer_list) {
		record += bridge_part_bytes(transfer->tx_buf, transfer->len);
		reads += transfer->rx_buf ? transfer->len : 0;
	}
	request = bridge_new(BRIDGE_SPI, spi->controller->bus_num, record, reads);
	if (IS_ERR(request))
		return request;
	request->header->select = cpu_to_le16(spi_get_chipselect(spi, 0));
	request->header->speed_hz = cpu_to_le32(spi->max_speed_hz);
	request->header->mode = cpu_to_le32(spi->mode & SPI_MODE_USER_MASK);
	list_for_each_entry(transfer, &message->transfers, transfer_list)
		add_transfer(request, transfer);
	return request;
}

/* Keeps what was read in the first `clocked` bytes of the message. */
static void keep_answer(struct spi_message *message,
			struct bridge_request *request, u32 clocked)
{
	struct spi_transfer *transfer;
	u32 from = 0;

	message->actual_length = 0;
	list_for_each_entry(transfer, &message->transfers, transfer_list) {
		u32 count = min(transfer->len, clocked - message->actual_length);

		message->actual_length += count;
		if (!transfer->rx_buf)
			continue;
		count = min(count, request->answered - from);
		memcpy(transfer->rx_buf, request->answer + from, count);
		from += count;
	}
}

static int transfer_message(struct spi_controller *controller,
			    struct spi_message *message)
{
	struct bridge_request *request = request_of(message);
	int status;

	if (IS_ERR(request)) {
		status = PTR_ERR(request);
	} else {
		status = bridge_ask(request);
		if (status >= 0)
			keep_answer(message, request,
				    status == BRIDGE_SHORT ? request->transferred : U32_MAX);
		bridge_free(request);
	}
	message->status = min(status, 0);
	spi_finalize_current_message(controller);
	return 0;
}

static int add_bus(struct device *dev, uint bus)
{
	struct spi_controller *controller;
	struct spi_board_info info = {
		/* A name that spidev takes on every kernel. */
		.modalias = "dh2228fv",
		.max_speed_hz = 125000000,
		.bus_num = bus,
	};
	int error;

	controller = __devm_spi_alloc_controller(dev, false, 0);
	if (!controller)
		return -ENOMEM;
	controller->bus_num = bus;
	controller->num_chipselect = selects[bus];
	/* What spi-bcm2835 offers. */
	controller->mode_bits = SPI_CPOL | SPI_CPHA | SPI_CS_HIGH | SPI_NO_CS;
	controller->bits_per_word_mask = SPI_BPW_MASK(8);
	controller->transfer_one_message = transfer_message;
	error = devm_spi_register_controller(dev, controller);
	for (; !error && info.chip_select < selects[bus]; info.chip_select++)
		if (!spi_new_device(controller, &info))
			error = -ENODEV;
	return error;
}

int bridge_spi_add(struct device *dev)
{
	int error = 0;

	for (uint bus = 0; !error && bus < buses; bus++)
		error = selects[bus] ? add_bus(dev, bus) : 0;
	return error;
}
