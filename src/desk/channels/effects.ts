/** What follows elsewhere when a channel changes, in the transaction that changes it. */
export interface ChannelEffects {
  /** It takes sends again. */
  wentLive(channelId: string): void
  deleted(channelId: string): void
}
