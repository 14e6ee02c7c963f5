import { createAgents } from './agents/agents.ts'
import type { Auth } from './agents/auth.ts'
import { createEndFeeds } from './agents/feeds.ts'
import { createFirstStart } from './agents/first-start.ts'
import { createHouse } from './agents/house.ts'
import { createKeys } from './agents/keys.ts'
import { createLinks } from './agents/links.ts'
import { createLoad } from './agents/load.ts'
import { createPasswords } from './agents/passwords.ts'
import { createAttendance, createPresenceOf } from './agents/presence.ts'
import { createCalendars } from './calendars/calendars.ts'
import { createYears } from './calendars/years.ts'
import { composeChannels } from './channels/compose.ts'
import { createConnections } from './channels/connections.ts'
import type { ChannelEffects } from './channels/effects.ts'
import { forgetWord } from './channels/health.ts'
import { createChannelStore } from './channels/store.ts'
import { createWork } from './channels/work.ts'
import { createContacts } from './contacts/contacts.ts'
import { createIdentities } from './contacts/identities.ts'
import { createMerges } from './contacts/merges.ts'
import type { MoveEffect, SaidEffect } from './conversations/effects.ts'
import { createHandling } from './conversations/handling.ts'
import { createLetGo } from './conversations/leaving.ts'
import { createMove } from './conversations/move.ts'
import type { OpenCases } from './conversations/open-cases.ts'
import { createOwnerOf } from './conversations/owner.ts'
import { createUnsnooze, snoozeEffect } from './conversations/snooze.ts'
import { createConversations } from './conversations/store.ts'
import { createRecount, reopenedEffect } from './conversations/unanswered.ts'
import { createConsoleFeed } from './feeds/console.ts'
import type { Feeds } from './feeds/feed.ts'
import { createVisitorFeed } from './feeds/visitors.ts'
import { createRate } from './feedback/ratings.ts'
import { createGateways, forgetGateway, greetAgain } from './gateways/gateways.ts'
import { createPolling } from './inbox/poll.ts'
import { createPressAnswers } from './inbox/press-answers.ts'
import { createIntake } from './inbox/intake.ts'
import { createReceive } from './inbox/receive.ts'
import { createSetAside } from './inbox/set-aside.ts'
import { createEventHandlers } from './inbox/handlers.ts'
import { createAlarm } from './jobs/alarm.ts'
import { createJobs } from './jobs/jobs.ts'
import type { Kit } from './kit.ts'
import { createLog } from './log/log.ts'
import { createReaders } from './log/readers.ts'
import { createAbandon } from './outbox/abandon.ts'
import { createClaims } from './outbox/claim.ts'
import { createDeliveryReport } from './outbox/delivery-report.ts'
import { createDrain } from './outbox/drain.ts'
import type { SendEffects } from './outbox/effects.ts'
import { createHeads } from './outbox/heads.ts'
import { createOutbox } from './outbox/outbox.ts'
import { createRetry } from './outbox/retry.ts'
import { createSettle } from './outbox/settle.ts'
import { createSummary } from './outbox/summary.ts'
import { createPeople } from './people/people.ts'
import { createPermissions } from './permissions/permissions.ts'
import { createPush } from './push/push.ts'
import { createPromises } from './promises/promises.ts'
import { createPublicThreads } from './reading/public-threads.ts'
import { createReading } from './reading/reading.ts'
import { createSavedViews } from './reading/saved-views.ts'
import { createSearch } from './reading/search/search.ts'
import { createAppend } from './replies/append.ts'
import { createFarewell, farewellEffect } from './replies/farewell.ts'
import { createGreet } from './replies/greeting.ts'
import { createNotify } from './replies/notices.ts'
import { createRecalls } from './replies/recall.ts'
import { createReplies } from './replies/reply.ts'
import { createTyping } from './replies/typing.ts'
import { createRetention } from './retention/retention.ts'
import { createDormancy } from './routing/dormancy.ts'
import { composeRouting, composeWaiting } from './routing/compose.ts'
import { createPending } from './routing/pending.ts'
import { createPlaces } from './routing/places.ts'
import { createQueues } from './routing/queues.ts'
import { createSettings } from './settings/settings.ts'
import { createFiles } from './timeline/files.ts'
import { createMedia } from './timeline/media.ts'
import { createMessages } from './timeline/messages.ts'
import { createThreads } from './timeline/threads.ts'
import { composeTriage } from './triage/compose.ts'
import { createRights } from './web/rights.ts'
import { createVisitorSockets } from './web/visitor-sockets.ts'

/**
 * The desk's rooms, floor upon floor: each is handed those below it that it uses, and nothing is bound later. What a lower room's
 * change means to a higher one stands in a list of effects. `kick`: there may be something to do.
 */
export function composeRooms(kit: Kit, auth: Auth, kick: () => void) {
  // The ground.
  const log = createLog(kit)
  const readers = createReaders(kit, log, kick)
  const jobs = createJobs(kit, kick)
  const settings = createSettings(kit)
  const visitorSockets = createVisitorSockets(kit)
  const alarm = createAlarm()

  // Rows of their own.
  const connections = createConnections(kit)
  const channels = createChannelStore(kit, connections)
  const threads = createThreads(kit)
  const work = createWork()
  const media = createMedia(kit, { jobs, log, channels, work })
  const messages = createMessages(kit, media)
  const files = createFiles(kit)
  const permissions = createPermissions(kit)
  const identities = createIdentities(kit, { log })
  const contacts = createContacts(kit, { log })
  const merges = createMerges(kit)
  const calendars = createCalendars(kit, { log, years: createYears(kit, { jobs, log }) })
  const load = createLoad(kit)
  const presence = createPresenceOf(kit)
  const pending = createPending()
  const attendance = createAttendance(kit, { log, changed: pending.agent })
  const firstStart = createFirstStart(kit, { settings })
  const house = createHouse(kit, { settings, log })
  const endFeeds = createEndFeeds(kit)
  const passwords = createPasswords(kit)
  const links = createLinks(kit, { log, endFeeds, passwords })
  const keys = createKeys(kit, { auth, log, endFeeds })

  // Sending.
  const heads = createHeads(kit, { alarm, channels, work })
  const open: OpenCases = kit.remembered.of()
  const queues = createQueues(kit)
  const reckon = createPromises(kit, { queues, calendars, jobs, log })
  const sendEffects: SendEffects = { turned: createRecount(kit, { open, counted: reckon }) }
  const summary = createSummary(kit, { messages, log, effects: sendEffects })
  const abandon = createAbandon(kit, { messages, summary })
  const deleted = [abandon, forgetWord(settings), forgetGateway(settings)]
  const channelEffects: ChannelEffects = {
    wentLive: heads.unpark,
    deleted: (id) => deleted.forEach((effect) => effect(id)),
    reconnect: greetAgain(settings),
  }
  const lines = composeChannels(kit, { channels, connections, log, jobs, settings, effects: channelEffects })
  const { health, heard } = lines
  const outbox = createOutbox(kit, { channels, permissions, alarm, work })
  const settle = createSettle(kit, { messages, threads, channels, health, identities, permissions, alarm, heads, summary, work })
  const retry = createRetry(kit, { outbox, heads, summary, channels, messages, effects: sendEffects })
  const report = createDeliveryReport(kit, { messages, permissions, summary })
  const claims = createClaims(kit, { channels, threads, messages, settle, outbox })
  const drain = createDrain(kit, { channels, claims, files, alarm }, kick)
  const search = createSearch(kit, readers)
  const reading = createReading(kit, { channels, permissions, search })
  const savedViews = createSavedViews(kit, { log })
  const publicThreads = createPublicThreads(kit)

  // Cases, and what is said in them.
  const attending = { jobs, log, presence, attendance, pending, queues }
  const waiting = composeWaiting(kit, attending)
  const { lanes } = waiting
  const serves = (agentId: string, queueId: number): boolean => queues.servedBy(agentId).some((one) => one.queueId === queueId)
  const push = createPush(kit, { jobs, log, settings, reading, serves })
  const moveEffects: MoveEffect[] = [
    reopenedEffect(kit),
    snoozeEffect({ jobs }),
    ...waiting.effects,
    farewellEffect(kit, { channels, jobs }),
    push.effect,
    ({ after }) => reckon(after.id),
  ]
  const ownerOf = createOwnerOf(kit)
  const rights = createRights({ ownerOf, house })
  const move = createMove(kit, { log, load, open, ownerOf, waits: lanes, effects: moveEffects })
  const conversations = createConversations(kit, { log, open, move, ownerOf, waits: lanes, ranked: reckon })
  const unsnooze = createUnsnooze(kit, { conversations, presence, jobs })
  const handling = createHandling(kit, { conversations, rights, presence, log })
  const agents = createAgents(kit, {
    log,
    endFeeds,
    links,
    passwords,
    attendance,
    effects: { changed: pending.agent, letGo: createLetGo(kit, { conversations }) },
  })
  const people = createPeople(kit, { merges, threads, conversations, house, log })
  const places = createPlaces(kit, { queues, calendars })
  const sorting = composeTriage(kit, { conversations, unsnooze, places, log })
  const saidEffects: SaidEffect[] = [
    createDormancy(kit, { conversations, queues, load, jobs, pending }),
    sorting.triage.hear,
    ({ id }) => reckon(id),
  ]
  const append = createAppend({ messages, conversations, log, effects: saidEffects })
  const notify = createNotify(kit, { append, outbox, permissions })
  const greet = createGreet(kit, { conversations, notify, outbox, permissions, jobs })
  createFarewell(kit, { channels, conversations, threads, permissions, notify, jobs })
  const replies = createReplies(kit, { conversations, rights, append, outbox })
  const recalls = createRecalls(kit, { conversations, rights, channels, threads, messages, log })
  const typing = createTyping(kit, { conversations, rights, channels, threads, permissions, visitors: visitorSockets })

  // Who is next; who listens; what comes in.
  const routing = composeRouting(kit, { ...attending, waiting, conversations, handling, rights, calendars, unserved: push.unserved })
  const rate = createRate(kit, { conversations, log })
  const feeds: Feeds = {
    console: createConsoleFeed(kit, { log, reading, savedViews }),
    visitor: createVisitorFeed(kit, { log, threads: publicThreads, sockets: visitorSockets }),
  }
  const answerPress = createPressAnswers(kit, { channels, jobs })
  const saying = { threads, messages, conversations, append, unsnooze, greet }
  const handlers = createEventHandlers(kit, { ...saying, channels, identities, settle, report, rate, answerPress, queues, jobs, log })
  const setAside = createSetAside(kit)
  const intake = createIntake(kit, { identities, threads, permissions, handlers })
  const { receive, replay } = createReceive(kit, { channels, heard, threads, conversations, intake, setAside, jobs })
  createPolling(kit, { channels, jobs, receive, broken: health.broken })
  const gateways = createGateways(kit, { channels, health, claims, settle, threads, jobs, settings, work })
  const retention = createRetention(kit, { jobs, log, readers, settings })

  const said = {
    conversations,
    handling,
    rights,
    reading,
    publicThreads,
    savedViews,
    search,
    replies,
    notify,
    retry,
    recalls,
    typing,
    feeds,
  }
  const staff = { agents, endFeeds, firstStart, house, keys, links, people, push }
  const things = { channels, connections, threads, files, media, contacts, calendars, jobs, log, readers, retention, gateways }
  const passing = { receive, replay, setAside, heads, drain, settle }
  return { ...said, ...sorting, ...routing, ...staff, ...lines, ...things, ...passing }
}

/** The rooms that the hub puts routes before, and that tests look into. */
export type Rooms = ReturnType<typeof composeRooms>
