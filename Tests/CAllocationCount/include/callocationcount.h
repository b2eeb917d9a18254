#pragma once

/// How often the calling thread has allocated memory.
long callocationcount_of_thread(void);
