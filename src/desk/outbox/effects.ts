/** What follows elsewhere from what becomes of a message, in the transaction that settles it. */
export interface SendEffects {
  /** An answer of this conversation has failed, or is on its way again after it had. */
  turned(conversationId: number): void
}
