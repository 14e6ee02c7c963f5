/** The name of a desk: of its database and files on Node, of its object at the edge. `[a-z0-9-]+` */
export type DeskId = string

/** Which desk something belongs to. One organisation has one desk; more of them are more entries here, and nothing else changes. */
export interface Directory {
  ofChannel(channelId: string): DeskId
  /** `host` as in the address that was called, with its port. */
  ofHost(host: string): DeskId
  all(): readonly DeskId[]
}

/** The name that every installation's first desk has had from the beginning. */
export const FIRST_DESK: DeskId = 'desk'

export function createDirectory(): Directory {
  return { ofChannel: () => FIRST_DESK, ofHost: () => FIRST_DESK, all: () => [FIRST_DESK] }
}
