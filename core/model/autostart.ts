/** Whether the computer starts Latchkey at a sign-in to it; `unavailable`: this start of the program cannot be repeated by the system. */
export type Autostart = 'on' | 'off' | 'unavailable';
