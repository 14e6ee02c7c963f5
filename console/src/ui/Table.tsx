import { ChevronDown, ChevronUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { useState } from 'react'
import type { SortDescriptor } from 'react-aria-components/Table'
import { Cell, Column, Row, Table as AriaTable, TableBody, TableHeader } from 'react-aria-components/Table'
import { cx } from './cx.ts'

export interface TableColumn<T> {
  id: string
  title: string
  show: (row: T) => ReactNode
  /** What it is sorted by; a column without it cannot be sorted. */
  by?: (row: T) => string | number
  /** Numbers stand at the end of their column. */
  numeric?: boolean
}

export interface TableProps<T extends { id: string }> {
  label: string
  columns: readonly TableColumn<T>[]
  rows: readonly T[]
  empty: string
}

/** Rows that are read by columns, and sorted by any of them. The first column names the row. */
export function Table<T extends { id: string }>({ label, columns, rows, empty }: TableProps<T>) {
  const [sort, setSort] = useState<SortDescriptor>()
  const by = columns.find(({ id }) => id === sort?.column)?.by
  const way = sort?.direction === 'descending' ? -1 : 1
  const compare = (a: string | number, b: string | number): number =>
    typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b))
  const sorted = by ? rows.toSorted((a, b) => way * compare(by(a), by(b))) : rows
  return (
    <div className="overflow-x-auto rounded-xl border border-line">
      <AriaTable aria-label={label} {...(sort && { sortDescriptor: sort })} onSortChange={setSort} className="w-full text-sm outline-none">
        <TableHeader className="border-b border-line text-left text-xs text-muted">
          {columns.map(({ id, title, by: sortable, numeric }, index) => (
            <Column
              key={id}
              id={id}
              isRowHeader={index === 0}
              allowsSorting={sortable !== undefined}
              className={cx('px-4 py-2 font-medium', numeric && 'text-right')}
            >
              {({ sortDirection }) => (
                <span className="inline-flex items-center gap-1">
                  {title}
                  {sortDirection === 'ascending' && <ChevronUp aria-hidden className="size-3.5" />}
                  {sortDirection === 'descending' && <ChevronDown aria-hidden className="size-3.5" />}
                </span>
              )}
            </Column>
          ))}
        </TableHeader>
        <TableBody renderEmptyState={() => <p className="px-4 py-8 text-center text-muted">{empty}</p>}>
          {sorted.map((row) => (
            <Row key={row.id} id={row.id} className="border-b border-line last:border-0 data-hovered:bg-hover/60">
              {columns.map(({ id, show, numeric }) => (
                <Cell key={id} className={cx('px-4 py-2.5', numeric && 'text-right tabular-nums')}>
                  {show(row)}
                </Cell>
              ))}
            </Row>
          ))}
        </TableBody>
      </AriaTable>
    </div>
  )
}
