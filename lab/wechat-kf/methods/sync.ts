import { z } from 'zod'
import type { KfAccount } from '../account.ts'
import { KfError } from '../errors.ts'
import type { Entry, Item } from '../log.ts'
import type { World } from '../world.ts'
import { accountOf, type Method } from './common.ts'

const bytes = (max: number) => z.string().refine((text) => Buffer.byteLength(text) <= max, `longer than ${max} bytes`)

const syncSchema = z.object({
  cursor: bytes(64).default(''),
  token: bytes(128).default(''),
  limit: z.number().int().min(0).max(1000).default(0),
  voice_format: z.union([z.literal(0), z.literal(1)]).default(0),
  open_kfid: z.string(),
})

/** kf/sync_msg. Limit 0 is the largest [from memory]. */
export const syncMsg: Method = ({ world, corp, body }) => {
  const input = syncSchema.parse(body)
  const account = accountOf(corp, input.open_kfid)
  if (input.token === '') checkTokenless(world, account)
  else if (!account.takes(input.token)) throw new KfError(95007)
  const page = account.log.read(input.cursor, input.limit === 0 ? 1000 : input.limit)
  if (page === undefined) throw new KfError(world.options.codes.cursor, 'invalid cursor')
  const list = page.entries.map((entry) => (input.voice_format === 1 ? asSilk(entry) : entry.item))
  return { next_cursor: page.cursor, has_more: page.more ? 1 : 0, msg_list: list }
}

const asSilk = ({ item, silk }: Entry): Item | undefined =>
  item === undefined || silk === undefined ? item : { ...item, voice: { media_id: silk } }

function checkTokenless(world: World, account: KfAccount): void {
  const { tokenless } = world.options
  if (tokenless === false) return
  const now = world.now()
  account.tokenless = account.tokenless.filter((at) => at > now - tokenless.perMs)
  if (account.tokenless.length >= tokenless.count) throw new KfError(45009)
  account.tokenless.push(now)
}
