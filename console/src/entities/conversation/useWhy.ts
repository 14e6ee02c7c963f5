import { useQuery } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { api, body } from '../../api/client.ts'
import type { Conversation } from '../../api/types.ts'
import { keys } from '../keys.ts'
import { useRereading } from '../rereading.ts'

export type Why = InferResponseType<(typeof api.conversations)[':id']['why']['$get'], 200>
export type Obstacles = Why['obstacles']

/** Whose coming, going or getting room changes it for every conversation. */
const AGENTS = /^(agent|offer|queue)\./

/** Why it went to whom it went, or why it still waits; kept true while it is shown. */
export function useWhy(id: string) {
  const queryKey = keys.why(id)
  useRereading(queryKey, ({ type, data }) => AGENTS.test(type) || (data['conversation'] as Conversation | undefined)?.id === id)
  return useQuery({ queryKey, queryFn: () => body(api.conversations[':id'].why.$get({ param: { id } })) })
}
