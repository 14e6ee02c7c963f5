/** Largest text frame that is taken from a client, in bytes. */
export const LARGEST_FRAME = 64 * 1024

export const isUpgrade = (request: Request): boolean => request.headers.get('upgrade')?.toLowerCase() === 'websocket'

export const upgradeRequired = (): Response =>
  new Response('This address speaks WebSocket.', { status: 426, headers: { upgrade: 'websocket', connection: 'upgrade' } })
