import { z } from 'zod'
import type { Person } from '../world.ts'
import { accountOf, type Method } from './common.ts'

/** Host of the pictures of people; the path is the lab's. */
export const avatarHost = 'wework.qpic.cn'
const avatarOf = (person: Person): string => `https://${avatarHost}/wwpic/${person.id}/0`

const openKfid = z.object({ open_kfid: z.string() })
const name = z.string().min(1).max(16)

/** kf/account/list: all, or a page of at most 100. */
export const listAccounts: Method = ({ corp, body }) => {
  const page = z.object({ offset: z.number().int().min(0).default(0), limit: z.number().int().min(1).max(100).default(100) })
  const { offset, limit } = page.parse(body ?? {})
  const all = [...corp.accounts.values()].map((account) => ({
    open_kfid: account.id,
    name: account.name,
    avatar: '',
    manage_privilege: true,
  }))
  return { account_list: all.slice(offset, offset + limit) }
}

/** kf/account/add */
export const addAccount: Method = ({ world, corp, body }) => {
  const input = z.object({ name, media_id: z.string() }).parse(body)
  world.media.find(corp, input.media_id, 'image')
  return { open_kfid: corp.openAccount(input.name).id }
}

/** kf/account/update */
export const updateAccount: Method = ({ world, corp, body }) => {
  const input = openKfid.extend({ name: name.optional(), media_id: z.string().optional() }).parse(body)
  const account = accountOf(corp, input.open_kfid)
  if (input.media_id !== undefined) world.media.find(corp, input.media_id, 'image')
  if (input.name !== undefined) account.name = input.name
  for (const session of account.sessions.values()) world.changed(session)
  return {}
}

/** kf/account/del: from now on its id is invalid (95000). */
export const deleteAccount: Method = ({ world, corp, body }) => {
  const account = accountOf(corp, openKfid.parse(body).open_kfid)
  corp.accounts.delete(account.id)
  for (const session of account.sessions.values()) world.changed(session)
  return {}
}

/** kf/add_contact_way: a link to the account. `&scene_param=` may be appended to it when it has a scene. */
export const addContactWay: Method = ({ world, corp, body }) => {
  const input = openKfid
    .extend({
      scene: z
        .string()
        .regex(/^[0-9a-zA-Z_-]{0,32}$/)
        .default(''),
    })
    .parse(body)
  const account = accountOf(corp, input.open_kfid)
  const key = world.id('ENC', 20)
  world.links.set(key, { account, scene: input.scene })
  return { url: `https://work.weixin.qq.com/kfid/kfc${account.id.slice(-14)}?enc_scene=${key}` }
}

const batchSchema = z.object({
  external_userid_list: z.array(z.string()).min(1).max(100),
  need_enter_session_context: z.union([z.literal(0), z.literal(1)]).default(0),
})

/** kf/customer/batchget. The context is where the customer last came from, in whichever account. */
export const getCustomers: Method = ({ corp, body }) => {
  const input = batchSchema.parse(body)
  const found = input.external_userid_list.map((id) => ({ id, person: corp.personOf(id) }))
  const context = (person: Person): object => {
    const entrances = [...corp.accounts.values()].map((account) => account.sessions.get(person)?.entrance)
    return entrances.findLast((entrance) => entrance !== undefined) ?? { scene: '', scene_param: '' }
  }
  return {
    customer_list: found.flatMap(({ id, person }) => {
      if (person === undefined) return []
      const known = { external_userid: id, nickname: person.name, avatar: avatarOf(person), gender: 0, unionid: person.unionid }
      return [input.need_enter_session_context === 1 ? { ...known, enter_session_context: context(person) } : known]
    }),
    invalid_external_userid: found.filter(({ person }) => person === undefined).map(({ id }) => id),
  }
}
