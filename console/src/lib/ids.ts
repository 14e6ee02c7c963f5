/** A key that nobody else makes, for one message. */
export const newKey = (): string => crypto.randomUUID()
