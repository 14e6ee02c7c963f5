import { Skeleton } from '../../ui/Skeleton.tsx'

export const ListSkeleton = () => (
  <div aria-hidden className="flex flex-col gap-px px-2">
    {[70, 52, 84, 60, 76, 48].map((width) => (
      <div key={width} className="flex gap-3 px-2 py-3">
        <Skeleton className="size-9 rounded-full" />
        <div className="flex flex-1 flex-col gap-2 pt-1">
          <Skeleton className="h-3 w-2/5" />
          <span style={{ width: `${width}%` }}>
            <Skeleton className="h-3" />
          </span>
        </div>
      </div>
    ))}
  </div>
)
