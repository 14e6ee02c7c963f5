import { useQuery } from '@tanstack/react-query'
import type { Kind } from './api.ts'
import { queries } from '../queries.ts'
import { useLabel } from './useLabel.ts'

/** What the server says about a kind of channel; its own word for it until that is known. */
export function useKind(kind: string): { kind: Kind | undefined; label: string } {
  const label = useLabel()
  const found = useQuery(queries.kinds).data?.find((one) => one.kind === kind)
  return { kind: found, label: found ? label(found.label) : kind }
}
