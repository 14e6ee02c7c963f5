import { z } from 'zod'
import { refused } from './errors.ts'
import type { Limits } from './options.ts'

export interface KeyButton {
  id: string
  label: string
  visited: string | undefined
  /** 0 opens a link, 1 calls back, 2 writes its data into the chat. */
  type: 0 | 1 | 2
  data: string
  /** Of the buttons of a group one can be used. */
  group: string | undefined
  /** 0 those listed, 1 administrators, 2 everybody. */
  who: 0 | 1 | 2
  listed: readonly string[]
  /** The interaction that waits for the bot's answer. */
  pending: string | undefined
  used: boolean
}

export type Keyboard = KeyButton[][]

const text = z.string().default('')
const kind = z.union([z.literal(0), z.literal(1), z.literal(2)])
const buttonSchema = z.object({
  id: text,
  group_id: z.string().nullish(),
  render_data: z.object({ label: z.string().min(1), visited_label: z.string().nullish() }),
  action: z.object({
    type: kind.default(2),
    data: text,
    permission: z.object({ type: kind.default(2), specify_user_ids: z.array(z.string()).default([]) }).prefault({}),
  }),
})
const schema = z.object({ content: z.object({ rows: z.array(z.object({ buttons: z.array(buttonSchema) })) }) })

/** Reads the `keyboard` of a message. Throws the platform's refusals. */
export function readKeyboard(value: unknown, allowed: boolean, limits: Limits['keyboard']): Keyboard {
  if (z.object({ id: z.string().min(1) }).safeParse(value).success) throw refused(304038)
  if (!allowed) throw refused(304057)
  const read = schema.safeParse(value)
  if (!read.success) throw refused(305007)
  const { rows } = read.data.content
  if (rows.length > limits.rows || rows.some(({ buttons }) => buttons.length > limits.buttons)) throw refused(40034029)
  return rows.map(({ buttons }) =>
    buttons.map(({ id, group_id: group, render_data: render, action }) => {
      const needsData = action.type !== 0
      if ((needsData && action.data === '') || Array.from(render.label).length > limits.label) throw refused(305007)
      return {
        id,
        label: render.label,
        visited: render.visited_label ?? undefined,
        type: action.type,
        data: action.data,
        group: group ?? undefined,
        who: action.permission.type,
        listed: action.permission.specify_user_ids,
        pending: undefined,
        used: false,
      }
    }),
  )
}
