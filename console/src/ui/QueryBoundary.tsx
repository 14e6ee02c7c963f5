import type { ReactNode } from 'react'
import { useTranslation } from '../i18n/useTranslation.ts'
import { explain } from '../lib/errors.ts'
import { Button } from './Button.tsx'
import { Notice } from './Notice.tsx'
import { Skeleton } from './Skeleton.tsx'

/** What is needed of a query, however it is made. */
export interface Asked<T> {
  data: T | undefined
  error: unknown
  isFetching: boolean
  refetch: () => unknown
}

/** Two that are shown together, as one: there when both are, failed when either is. */
export const bothOf = <A, B>(a: Asked<A>, b: Asked<B>): Asked<[A, B]> => ({
  data: a.data === undefined || b.data === undefined ? undefined : [a.data, b.data],
  error: a.error ?? b.error,
  isFetching: a.isFetching || b.isFetching,
  refetch: () => [a, b].filter(({ data, error }) => data === undefined || error).map((one) => one.refetch()),
})

export interface QueryBoundaryProps<T> {
  query: Asked<T>
  /** In place of what is being fetched for the first time. */
  skeleton?: ReactNode
  /** What stands there instead where there is nothing. */
  empty?: { when: (data: T) => boolean; show: ReactNode }
  className?: string
  children: (data: T) => ReactNode
}

/** A part of a page that has to be fetched: on its way, failed, empty or there. What was loaded once stays when a later try fails. */
export function QueryBoundary<T>({ query, skeleton, empty, className, children }: QueryBoundaryProps<T>) {
  const { t } = useTranslation()
  const { data, error, isFetching, refetch } = query
  const failed = error !== null && error !== undefined && (
    <Notice
      tone="danger"
      live
      {...(className && { className })}
      action={
        <Button size="sm" onPress={() => void refetch()} isPending={isFetching}>
          {t('common.tryAgain')}
        </Button>
      }
    >
      {explain(error, t)} {data !== undefined && t('kit.stale')}
    </Notice>
  )
  if (data === undefined) return failed || (skeleton ?? <Skeleton className="h-40 rounded-xl" />)
  return (
    <>
      {failed}
      {empty?.when(data) ? empty.show : children(data)}
    </>
  )
}
