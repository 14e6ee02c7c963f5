import type { ReactNode } from 'react'
import type { SortDescriptor } from 'react-aria-components/Table'

export interface TableColumn<T> {
  id: string
  title: string
  show: (row: T) => ReactNode
  /** What it is sorted by; a column without it cannot be sorted. */
  by?: (row: T) => string | number
  /** Numbers stand at the end of their column. */
  numeric?: boolean
  /** In px, or as a share of what is left. Default `1fr`. */
  width?: number | `${number}fr`
  /** Stands beside the first also on a phone: buttons. */
  always?: boolean
}

/** On a phone there is room for the first and for buttons; what else there is to say stands below the first. */
export function columnsFor<T>(columns: readonly TableColumn<T>[], phone: boolean): readonly TableColumn<T>[] {
  const [first, ...others] = columns
  if (!phone || !first) return columns
  const below = others.filter(({ always }) => !always)
  const show = (row: T): ReactNode => (
    <span className="flex min-w-0 flex-col gap-0.5">
      {first.show(row)}
      <span className="flex min-w-0 gap-x-3 truncate text-xs text-muted">
        {below.map((column) => (
          <span key={column.id} className="truncate">
            {column.show(row)}
          </span>
        ))}
      </span>
    </span>
  )
  const { width: _width, ...named } = first
  return [{ ...named, ...(below.length > 0 && { show }) }, ...others.filter(({ always }) => always)]
}

/** Words in the order of the reader's language. */
export function sortedBy<T>(
  rows: readonly T[],
  columns: readonly TableColumn<T>[],
  sort: SortDescriptor | undefined,
  locale: string,
): readonly T[] {
  const by = columns.find(({ id }) => id === sort?.column)?.by
  if (!by) return rows
  const { compare } = new Intl.Collator(locale, { numeric: true })
  const way = sort?.direction === 'descending' ? -1 : 1
  const order = (a: string | number, b: string | number): number =>
    typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b))
  return rows.toSorted((a, b) => way * order(by(a), by(b)))
}
