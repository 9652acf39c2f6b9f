// SPDX-License-Identifier: GPL-2.0-only
/* GPIO chips: the one that is answered, and decoys that move its number. */
#include <linux/gpio/driver.h>
#include <linux/module.h>
#include <linux/pinctrl/pinconf-generic.h>

#include "bus_bridge.h"

#define LINES 54

static char *label = "pinctrl-bcm2711";
module_param(label, charp, 0444);
static uint decoys;
module_param(decoys, uint, 0444);
static char *decoy_label = "bus-bridge-decoy";
module_param(decoy_label, charp, 0444);
static bool decoy_names;
module_param(decoy_names, bool, 0444);

struct bank {
	struct gpio_chip chip;
	spinlock_t lock; /* for outputs and values */
	u64 outputs;
	u64 values; /* what a decoy was set to */
	bool is_decoy;
	char names[LINES][8];
	const char *name_list[LINES];
};

static int ask(enum bridge_kind kind, u64 mask, u64 values, u64 *answer)
{
	struct bridge_request *request = bridge_new(
		kind, 0, sizeof(struct bridge_lines), answer ? sizeof(*answer) : 0);
	int status;

	if (IS_ERR(request))
		return PTR_ERR(request);
	bridge_add_lines(request, mask, values & mask);
	status = bridge_ask(request);
	if (status >= 0 && answer)
		*answer = le64_to_cpup((__le64 *)request->answer);
	bridge_free(request);
	return min(status, 0);
}

static void keep(u64 *word, struct bank *bank, u64 mask, u64 values)
{
	spin_lock(&bank->lock);
	*word = (*word & ~mask) | (values & mask);
	spin_unlock(&bank->lock);
}

static void set_lines(struct gpio_chip *chip, unsigned long *mask, unsigned long *values)
{
	struct bank *bank = gpiochip_get_data(chip);

	if (bank->is_decoy)
		keep(&bank->values, bank, mask[0], values[0]);
	else
		ask(BRIDGE_GPIO_SET, mask[0], values[0], NULL);
}

static void set_line(struct gpio_chip *chip, unsigned int line, int value)
{
	unsigned long mask = BIT(line), values = value ? mask : 0;

	set_lines(chip, &mask, &values);
}

static int get_lines(struct gpio_chip *chip, unsigned long *mask, unsigned long *values)
{
	struct bank *bank = gpiochip_get_data(chip);
	u64 levels = bank->values;
	int error = bank->is_decoy ? 0 : ask(BRIDGE_GPIO_GET, mask[0], 0, &levels);

	if (!error)
		values[0] = (values[0] & ~mask[0]) | (levels & mask[0]);
	return error;
}

static int get_line(struct gpio_chip *chip, unsigned int line)
{
	unsigned long mask = BIT(line), values = 0;
	int error = get_lines(chip, &mask, &values);

	return error ?: values != 0;
}

static int get_direction(struct gpio_chip *chip, unsigned int line)
{
	struct bank *bank = gpiochip_get_data(chip);

	return bank->outputs & BIT(line) ? GPIO_LINE_DIRECTION_OUT : GPIO_LINE_DIRECTION_IN;
}

static int to_input(struct gpio_chip *chip, unsigned int line)
{
	struct bank *bank = gpiochip_get_data(chip);
	int error = bank->is_decoy ? 0 : ask(BRIDGE_GPIO_INPUT, BIT(line), 0, NULL);

	if (!error)
		keep(&bank->outputs, bank, BIT(line), 0);
	return error;
}

static int to_output(struct gpio_chip *chip, unsigned int line, int value)
{
	struct bank *bank = gpiochip_get_data(chip);
	u64 values = value ? BIT(line) : 0;
	int error = bank->is_decoy ? 0 :
		    ask(BRIDGE_GPIO_OUTPUT, BIT(line), values, NULL);

	if (!error) {
		keep(&bank->values, bank, BIT(line), values);
		keep(&bank->outputs, bank, BIT(line), BIT(line));
	}
	return error;
}

static int set_config(struct gpio_chip *chip, unsigned int line, unsigned long config)
{
	struct bank *bank = gpiochip_get_data(chip);
	struct bridge_request *request;
	u64 bias;
	int status;

	switch (pinconf_to_config_param(config)) {
	case PIN_CONFIG_BIAS_DISABLE:
		bias = 0;
		break;
	case PIN_CONFIG_BIAS_PULL_UP:
		bias = 1;
		break;
	case PIN_CONFIG_BIAS_PULL_DOWN:
		bias = 2;
		break;
	default:
		return -ENOTSUPP;
	}
	if (bank->is_decoy)
		return 0;
	request = bridge_new(BRIDGE_GPIO_BIAS, 0, sizeof(struct bridge_lines), 0);
	if (IS_ERR(request))
		return PTR_ERR(request);
	bridge_add_lines(request, BIT(line), bias);
	status = bridge_ask(request);
	bridge_free(request);
	return min(status, 0);
}

static void release_line(struct gpio_chip *chip, unsigned int line)
{
	struct bank *bank = gpiochip_get_data(chip);
	struct bridge_request *request;

	if (bank->is_decoy)
		return;
	/* A process that was killed cannot wait: it only tells. */
	request = bridge_new(BRIDGE_GPIO_RELEASED, 0, sizeof(struct bridge_lines), 0);
	if (IS_ERR(request))
		return;
	bridge_add_lines(request, BIT(line), 0);
	bridge_tell(request);
}

static int add_bank(struct device *dev, const char *name, bool is_decoy)
{
	struct bank *bank = devm_kzalloc(dev, sizeof(*bank), GFP_KERNEL);

	if (!bank)
		return -ENOMEM;
	spin_lock_init(&bank->lock);
	bank->is_decoy = is_decoy;
	for (int line = 0; line < LINES; line++) {
		snprintf(bank->names[line], sizeof(bank->names[line]), "GPIO%d", line);
		bank->name_list[line] = bank->names[line];
	}
	bank->chip = (struct gpio_chip){
		.label = name,
		.parent = dev,
		.owner = THIS_MODULE,
		.base = -1,
		.ngpio = LINES,
		.names = is_decoy && !decoy_names ? NULL : bank->name_list,
		.can_sleep = true,
		.get_direction = get_direction,
		.direction_input = to_input,
		.direction_output = to_output,
		.get = get_line,
		.get_multiple = get_lines,
		.set = set_line,
		.set_multiple = set_lines,
		.set_config = set_config,
		.free = release_line,
	};
	return devm_gpiochip_add_data(dev, &bank->chip, bank);
}

int bridge_gpio_add(struct device *dev)
{
	int error = 0;

	for (uint i = 0; !error && i < decoys; i++)
		error = add_bank(dev, decoy_label, true);
	return error ?: add_bank(dev, label, false);
}
