/** What follows elsewhere when a channel changes, in the transaction that changes it. */
export interface ChannelEffects {
  /** It takes sends again. */
  wentLive(channelId: string): void
  deleted(channelId: string): void
  /** Whoever holds its connection elsewhere has to connect anew, with what was changed. */
  reconnect(channelId: string): void
}
