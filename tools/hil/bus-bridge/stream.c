// SPDX-License-Identifier: GPL-2.0-only
/*
 * /dev/bus-bridge: one reader takes the requests in their order and writes the
 * answers. All state is behind one mutex; a request is on one of two lists
 * until it is finished.
 */
#include <linux/fs.h>
#include <linux/jiffies.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "bus_bridge.h"

static uint timeout_ms = 2000;
module_param(timeout_ms, uint, 0644);
static uint requests;
module_param(requests, uint, 0444);
static uint timeouts;
module_param(timeouts, uint, 0444);
static uint dropped;
module_param(dropped, uint, 0444);

static DEFINE_MUTEX(lock);
static DECLARE_WAIT_QUEUE_HEAD(readable);
static LIST_HEAD(queued); /* not read yet */
static LIST_HEAD(asked); /* read, waiting for an answer */
static bool has_reader;
static u32 last_sequence;

static bool wants_answer(const struct bridge_request *request)
{
	return !(request->header->flags & cpu_to_le32(BRIDGE_NO_ANSWER));
}

/* With the lock held. */
static void finish(struct bridge_request *request, s32 status)
{
	list_del_init(&request->link);
	if (!wants_answer(request)) {
		bridge_free(request);
		return;
	}
	request->status = status;
	request->finished = true;
	complete(&request->done);
}

static bool enqueue(struct bridge_request *request)
{
	bool accepted;

	mutex_lock(&lock);
	accepted = has_reader;
	if (accepted) {
		if (++last_sequence == 0)
			last_sequence = 1;
		requests++;
		request->sequence = last_sequence;
		request->header->sequence = cpu_to_le32(last_sequence);
		list_add_tail(&request->link, &queued);
	}
	mutex_unlock(&lock);
	if (accepted)
		wake_up_interruptible(&readable);
	return accepted;
}

int bridge_ask(struct bridge_request *request)
{
	long left;

	if (!enqueue(request))
		return -ENXIO;
	left = wait_for_completion_killable_timeout(&request->done,
						    msecs_to_jiffies(timeout_ms));
	mutex_lock(&lock);
	if (!request->finished) {
		list_del_init(&request->link);
		if (left == 0)
			timeouts++;
		request->status = left == 0 ? -ETIMEDOUT : -EINTR;
	}
	mutex_unlock(&lock);
	return request->status;
}

void bridge_tell(struct bridge_request *request)
{
	request->header->flags |= cpu_to_le32(BRIDGE_NO_ANSWER);
	if (!enqueue(request))
		bridge_free(request);
}

static int bridge_open(struct inode *inode, struct file *file)
{
	struct bridge_request *hello = bridge_new(BRIDGE_HELLO, 0, 0, 0);
	int error = 0;

	if (IS_ERR(hello))
		return PTR_ERR(hello);
	hello->header->mode = cpu_to_le32(BRIDGE_VERSION);
	hello->header->flags = cpu_to_le32(BRIDGE_NO_ANSWER);
	mutex_lock(&lock);
	if (has_reader)
		error = -EBUSY;
	else
		list_add(&hello->link, &queued);
	has_reader = true;
	mutex_unlock(&lock);
	if (error)
		bridge_free(hello);
	return error ?: nonseekable_open(inode, file);
}

static int bridge_release(struct inode *inode, struct file *file)
{
	struct bridge_request *request, *next;

	mutex_lock(&lock);
	has_reader = false;
	list_for_each_entry_safe(request, next, &queued, link)
		finish(request, -ENXIO);
	list_for_each_entry_safe(request, next, &asked, link)
		finish(request, -ENXIO);
	mutex_unlock(&lock);
	return 0;
}

/* Moves as many whole records as fit. */
static ssize_t take(char __user *to, size_t room)
{
	struct bridge_request *request, *next;
	size_t done = 0;

	list_for_each_entry_safe(request, next, &queued, link) {
		u32 length = le32_to_cpu(request->header->length);

		if (length > room - done)
			return done ?: -EMSGSIZE;
		if (copy_to_user(to + done, request->header, length))
			return done ?: -EFAULT;
		done += length;
		if (wants_answer(request))
			list_move_tail(&request->link, &asked);
		else
			finish(request, 0);
	}
	return done ?: -EAGAIN;
}

static ssize_t bridge_read(struct file *file, char __user *to, size_t room,
			   loff_t *offset)
{
	ssize_t result;

	for (;;) {
		mutex_lock(&lock);
		result = take(to, room);
		mutex_unlock(&lock);
		if (result != -EAGAIN || (file->f_flags & O_NONBLOCK))
			return result;
		if (wait_event_interruptible(readable, !list_empty_careful(&queued)))
			return -ERESTARTSYS;
	}
}

/* With the lock held. */
static void give(const struct bridge_answer *answer, u32 data_bytes)
{
	struct bridge_request *request;
	s32 status = (s32)le32_to_cpu(answer->status);

	list_for_each_entry(request, &asked, link) {
		if (request->sequence != le32_to_cpu(answer->sequence))
			continue;
		if (status < -MAX_ERRNO || status > BRIDGE_SHORT ||
		    (status == 0 && data_bytes < request->answer_bytes)) {
			finish(request, -EPROTO);
			return;
		}
		request->transferred = le32_to_cpu(answer->transferred);
		request->answered = status < 0 ? 0 :
				    min(data_bytes, request->answer_bytes);
		memcpy(request->answer, answer + 1, request->answered);
		finish(request, status);
		return;
	}
	dropped++;
}

/* Takes the whole answers of what is written; the rest is for the next call. */
static ssize_t bridge_write(struct file *file, const char __user *from,
			    size_t count, loff_t *offset)
{
	size_t done = 0;
	u8 *bytes;

	if (count > 2 * BRIDGE_RECORD_MAX)
		count = 2 * BRIDGE_RECORD_MAX;
	bytes = vmemdup_user(from, count);
	if (IS_ERR(bytes))
		return PTR_ERR(bytes);
	mutex_lock(&lock);
	while (count - done >= sizeof(struct bridge_answer)) {
		struct bridge_answer *answer = (void *)(bytes + done);
		u32 length = le32_to_cpu(answer->length);

		if (length < sizeof(*answer) || length % 8 || length > count - done)
			break;
		give(answer, length - sizeof(*answer));
		done += length;
	}
	mutex_unlock(&lock);
	kvfree(bytes);
	return done ?: -EINVAL;
}

static __poll_t bridge_poll(struct file *file, poll_table *table)
{
	poll_wait(file, &readable, table);
	return EPOLLOUT | EPOLLWRNORM |
	       (list_empty_careful(&queued) ? 0 : EPOLLIN | EPOLLRDNORM);
}

static const struct file_operations operations = {
	.owner = THIS_MODULE,
	.open = bridge_open,
	.release = bridge_release,
	.read = bridge_read,
	.write = bridge_write,
	.poll = bridge_poll,
};

static struct miscdevice misc = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "bus-bridge",
	.fops = &operations,
	.mode = 0600,
};

int bridge_stream_register(void)
{
	return misc_register(&misc);
}

void bridge_stream_unregister(void)
{
	misc_deregister(&misc);
}
