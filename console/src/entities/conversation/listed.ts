import type { QueryClient } from '@tanstack/react-query'
import type { Conversation } from '../../api/types.ts'
import { keys } from '../keys.ts'
import type { ConversationList } from './lists.ts'

/** A conversation as a list has it: to be shown until it has been asked for by itself. */
export const listed = (client: QueryClient, id: string): Conversation | undefined =>
  client
    .getQueriesData<ConversationList>({ queryKey: keys.lists })
    .flatMap(([, list]) => list?.pages ?? [])
    .flatMap(({ items }) => items)
    .find((one) => one.id === id)
