import type { Kind } from '../../entities/channel/api.ts'

/** Whether the platform calls us at an address of the channel's own. Where a connection is held open, it does only if the kind asks for one. */
export const hasHook = ({ hosted, runtime, fields }: Kind): boolean =>
  !hosted && (runtime === 'edge' || fields.some(({ kind }) => kind === 'hook-url'))
