// SPDX-License-Identifier: GPL-2.0-only
/* A module whose GPIO, SPI and I2C are answered by one user program. */
#include <linux/module.h>
#include <linux/platform_device.h>

#include "bus_bridge.h"

static struct platform_device *device;

static int bridge_probe(struct platform_device *pdev)
{
	int error = bridge_gpio_add(&pdev->dev);

	if (!error)
		error = bridge_spi_add(&pdev->dev);
	if (!error)
		error = bridge_i2c_add(&pdev->dev);
	return error;
}

static struct platform_driver driver = {
	.driver = { .name = "bus-bridge" },
};

static int __init bridge_init(void)
{
	int error = bridge_stream_register();

	if (error)
		return error;
	device = platform_create_bundle(&driver, bridge_probe, NULL, 0, NULL, 0);
	if (IS_ERR(device)) {
		bridge_stream_unregister();
		return PTR_ERR(device);
	}
	return 0;
}

static void __exit bridge_exit(void)
{
	platform_device_unregister(device);
	platform_driver_unregister(&driver);
	bridge_stream_unregister();
}

module_init(bridge_init);
module_exit(bridge_exit);
MODULE_DESCRIPTION("GPIO, SPI and I2C answered by a user program");
MODULE_LICENSE("GPL");
