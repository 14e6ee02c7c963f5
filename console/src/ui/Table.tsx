import { ChevronDown, ChevronUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { useState } from 'react'
import type { SortDescriptor } from 'react-aria-components/Table'
import { Cell, Column, Row, Table as AriaTable, TableBody, TableHeader } from 'react-aria-components/Table'
import { TableLayout, Virtualizer } from 'react-aria-components/Virtualizer'
import { useLocale } from '../lib/ticking.ts'
import { PHONE, useMediaQuery } from '../lib/useMediaQuery.ts'
import { RowBox } from './Checkbox.tsx'
import { cx } from './cx.ts'
import { SelectedBar } from './SelectedBar.tsx'
import { columnsFor, sortedBy } from './columns.tsx'
import type { TableColumn } from './columns.tsx'

export interface TableProps<T extends { id: string }> {
  label: string
  columns: readonly TableColumn<T>[]
  rows: readonly T[]
  /** What is said where there are none. */
  empty: string
  /** What can be done with several at once; absent: none can be chosen. */
  actions?: (chosen: readonly T[]) => ReactNode
  /** In px; two lines need 56. */
  rowHeight?: number
}

const HEADER = 44
const LINE = 20

/**
 * Thousands of rows that are read by columns, sorted by any of them and chosen by mouse or by arrows and Space: only those in sight are
 * drawn. The first column names the row; on a phone the others stand below it.
 */
export function Table<T extends { id: string }>({ label, columns, rows, empty, actions, rowHeight = 44 }: TableProps<T>) {
  const locale = useLocale()
  const phone = useMediaQuery(PHONE)
  const [sort, setSort] = useState<SortDescriptor>()
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set())
  const shown = columnsFor(columns, phone)
  const sorted = sortedBy(rows, columns, sort, locale)
  const height = phone && shown.length < columns.length ? rowHeight + LINE : rowHeight
  const some = sorted.filter(({ id }) => chosen.has(id))
  return (
    <div className="overflow-hidden rounded-xl border border-line">
      {actions && (
        <SelectedBar count={some.length} all={rows.length} onClear={() => choose(new Set())}>
          {actions(some)}
        </SelectedBar>
      )}
      <Virtualizer layout={TableLayout} layoutOptions={{ rowHeight: height, headingHeight: HEADER }}>
        <AriaTable
          aria-label={label}
          selectionMode={actions ? 'multiple' : 'none'}
          selectedKeys={new Set(some.map(({ id }) => id))}
          onSelectionChange={(keys) => choose(new Set(keys === 'all' ? rows.map(({ id }) => id) : [...keys].map(String)))}
          {...(sort && { sortDescriptor: sort })}
          onSortChange={setSort}
          className="overflow-auto text-sm outline-none"
          style={{ height: `min(${rows.length === 0 ? 132 : HEADER + rows.length * height}px, 70dvh)` }}
        >
          <TableHeader className="bg-surface text-xs text-muted">
            {actions && (
              <Column id="choose" width={44} minWidth={44} className="flex h-full items-center justify-center border-b border-line">
                <RowBox />
              </Column>
            )}
            {shown.map(({ id, title, by, numeric, width }, index) => (
              <Column
                key={id}
                id={id}
                textValue={title}
                isRowHeader={index === 0}
                allowsSorting={by !== undefined}
                {...(width !== undefined && { width, minWidth: typeof width === 'number' ? width : 60 })}
                className={cx(
                  'flex h-full items-center border-b border-line px-3 font-medium -outline-offset-2!',
                  numeric && 'justify-end',
                )}
              >
                {({ sortDirection }) => (
                  <span className="inline-flex items-center gap-1 truncate">
                    {title}
                    {sortDirection === 'ascending' && <ChevronUp aria-hidden className="size-3.5" />}
                    {sortDirection === 'descending' && <ChevronDown aria-hidden className="size-3.5" />}
                  </span>
                )}
              </Column>
            ))}
          </TableHeader>
          <TableBody
            items={sorted}
            dependencies={[shown, actions !== undefined]}
            renderEmptyState={() => <p className="px-4 py-8 text-center text-muted">{empty}</p>}
          >
            {(row) => (
              <Row
                id={row.id}
                textValue={columns[0]?.by?.(row).toString() ?? row.id}
                className="h-full border-b border-line -outline-offset-2! data-hovered:bg-hover/60 data-selected:bg-accent-soft"
              >
                {actions && (
                  <Cell className="flex h-full items-center justify-center">
                    <RowBox />
                  </Cell>
                )}
                {shown.map(({ id, show, numeric }) => (
                  <Cell
                    key={id}
                    className={cx('flex h-full min-w-0 items-center px-3 -outline-offset-2!', numeric && 'justify-end tabular-nums')}
                  >
                    {show(row)}
                  </Cell>
                ))}
              </Row>
            )}
          </TableBody>
        </AriaTable>
      </Virtualizer>
    </div>
  )
}
