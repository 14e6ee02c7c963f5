import { Skeleton } from '../../ui/Skeleton.tsx'

export const ConversationSkeleton = () => (
  <div aria-hidden className="flex flex-1 flex-col">
    <div className="flex h-14 items-center gap-3 border-b border-line px-4">
      <Skeleton className="size-8 rounded-full" />
      <Skeleton className="h-3.5 w-40" />
    </div>
    <div className="flex flex-1 flex-col justify-end gap-5 p-6">
      <Skeleton className="h-14 w-72 rounded-2xl" />
      <Skeleton className="h-9 w-56 self-end rounded-2xl" />
      <Skeleton className="h-20 w-80 rounded-2xl" />
    </div>
    <div className="p-4">
      <Skeleton className="h-24 rounded-xl" />
    </div>
  </div>
)
