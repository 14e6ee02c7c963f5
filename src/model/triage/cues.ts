/** What an admin may read: groups of words that stand for one idea in both languages, folded as `fold` does. Each is a feature, and so is each pair. */
export const CUES: Readonly<Record<string, string>> = {
  now: '刚刚 刚才 刚 现在 正在 还在 马上 突然 一直 立刻 快点 赶紧 今天 今早 今晚 早上 凌晨 半夜 昨晚 分钟前 小时前 又 gangcai ganggang xianzai just now, just, rn, right now, still, again, minutes ago, hours ago, this morning, tonight, last night, keeps, keep, suddenly, today, already, as we speak, this second, this minute, hurry, quick, asap, woke up',
  past: '去年 前年 上个月 上周 上礼拜 以前 之前 当年 那年 年前 前阵子 上次 早就 那次 last year, last month, last week, years ago, months ago, weeks ago, back in, used to, once, ages ago, last time, yrs ago, last spring, last summer, in school',
  deadline:
    '明天 明早 明儿 后天 点前 之前 点半 周一 周五 下周一 限期 期限 逾期 tomorrow, tmrw, by friday, by monday, deadline, due, monday, friday, noon, by tomorrow, by tonight, at 9, at 10',
  if: '如果 假如 假设 万一 要是 倘若 若 的话 会不会 是不是要 什么情况 if, in case, suppose, what happens, would, what if, say, would you, hypothetically, policy, procedure, rules, allowed, permitted, is it possible',
  ask: '怎么 如何 吗 请问 想问 问下 问一下 能不能 可不可以 可以 有没有 是不是 哪里 哪儿 多少 什么时候 几点 zenme qingwen how do, how to, can i, can you, do you, is there, where do, what is, what are, does, is it, any way, wondering, which, when does, how long, how much, whats, may i, could you',
  notme:
    '不是我 我没 不是本人 没点过 没买过 没买 没开过 没登 没同意 没授权 没操作 没用过 没办过 不认识 没见过 不晓得 不知道 根本没 从没 从来没 不是我们 bu shi wo wo mei didnt, didnt do, wasnt me, not me, not mine, never, dont know, dont recognise, dont recognize, isnt me, i didnt, i never, not my, nobody here, none of us, without me, without asking, not us, no idea who, havent, wasnt us',
  other:
    '别人 有人 他 她 对方 陌生人 陌生 人家 那人 这人 那个人 盗号 黑客 他们 自称 冒充 someone, somebody, he, she, stranger, hacker, they, some guy, this guy, a man, this man, guy, bloke, person, anonymous, who',
  kin: '我妈 我爸 妈妈 爸爸 老婆 老公 我奶奶 爷爷 外婆 外公 孩子 女儿 儿子 我妹 我弟 我姐 我哥 室友 同事 朋友 闺蜜 婆婆 岳父 同学 男友 女友 表妹 侄女 mum, mom, dad, mother, father, wife, husband, gran, grandma, grandad, grandpa, my son, daughter, sister, brother, aunt, uncle, flatmate, roommate, friend, colleague, neighbour, boss, nan, cousin, niece, nephew, parents',
  money:
    '钱 元 块 万 千 余额 存款 工资 退休金 学费 房租 押金 资金 现金 零钱 qian kuai money, dollars, quid, euro, euros, pounds, bucks, grand, savings, salary, rent, deposit, balance, cash, funds, pension, coins, usdt, btc, eth, bitcoin, crypto, wallet, £, $, €',
  account:
    '号 账号 账户 帐号 密码 登录 登陆 绑定 手机号 邮箱 验证码 头像 设备 微信 qq zhanghao mima account, acc, acct, password, pwd, pw, login, log in, logged, logged in, email, sim, profile, insta, ig, fb, phone number, 2fa, recovery, device, username, signed in',
  takeover:
    '被盗 盗了 盗号 被人登 顶下来 挤下线 踢下线 异地 改了密码 换绑 换了 被改 被换 登不上去 进不去 在用我 用我的号 冒用 发广告 借钱 不是我发 bei dao hacked, hijacked, taken over, changed, locked out, kicked out, compromised, got in, broke in, breached, stole, stolen, swapped, someone else, logged me out, posting, messaging, dming, as me, pretending',
  gone: '没了 不见了 消失 空了 清零 转走 没到 没到账 不翼而飞 少了 为零 归零 找不到 查不到 没有记录 没记录 丢了 扣了 转错 打错 输错 填错 mei le gone, vanished, empty, emptied, missing, zero balance, at zero, is zero, to zero, says zero, shows zero, reads zero, disappeared, wiped, drained, nothing there, no trace, no record, lost, wrong account, wrong person, not arrived, never arrived, never came, shows nothing, nowhere',
  cheat:
    '骗 骗子 诈骗 假 假的 拉黑 失联 跑路 联系不上 不回 电话关机 空号 套路 杀猪盘 刷单 保证金 解冻 手续费 转账 打给 屏幕共享 内部 高收益 pian pianzi scam, scammer, scammed, fake, blocked, ghosted, fraud, conned, cheated, tricked, not real, no reply, wont answer, deleted, disappeared, gift cards, read the code, gave the code, the code, screen share, investment, trader, withdraw, fee to release, impersonating',
  charge:
    '扣 扣费 扣款 自动扣 盗刷 刷了 消费 交易 订阅 会员费 免密 亲属卡 代扣 刷卡 一笔 几笔 连续扣 kou le kou qian charged, charge, charges, debited, debit, transaction, payment, payments, subscription, subscribed, order, orders, took, taken, billed, bought, purchase, transfer, transfers, direct debit, card',
  die: '死 想死 不想活 活着 活不下去 自杀 自残 轻生 遗书 再见 永别 撑不下去 了结 结束 跳下去 天台 楼顶 安眠药 割 下辈子 来世 没有意义 不在了 后事 照顾好 xiang si bu xiang huo kill myself, end it, die, suicide, suicidal, goodbye, wake up, end my life, hurt myself, cut myself, dont want to live, want to live, no point, pills, bridge, roof, the edge, be here tomorrow, wont be here, goodbyes, last message, better off without me, give up, sorry to everyone, not be around, my funeral, letters',
  farewell:
    '想自杀 要自杀 去自杀 想轻生 想死 不想活 不活了 活不下去 活够了 去死算了 寻死 kill myself, killing myself, want to die, wanna die, end my life, end it all, end it tonight, dont want to live, dont want to be alive, not worth living, take my own life, suicidal',
  threat:
    '威胁 砍 打我 弄死 杀 堵 跟踪 刀 砸门 踹门 报复 泼 烧 动手 掐 捅 人肉 地址 门口 楼下 上门 恐吓 勒索 打死 weixie threat, threaten, threatening, threatened, kill me, kill her, kill him, hurt me, knife, gun, following me, outside my, my address, stalking, beat, hit me, punched, blackmail, at my door, acid, burn, i will hurt, shoot, break my, come for me, where i live, watching my house, bang on',
  child:
    '岁 小学 初一 初二 初三 初中 高一 未成年 小孩 孩子 女儿 儿子 年级 娃 小朋友 我妹 我弟 闺女 year old, yo, daughter, son, kid, kids, child, children, minor, underage, my little, 11, 12, 13, 14, school, grade, teen, years old, niece, nephew, toddler, pupil, student',
  lure: '叔叔 干爹 哥哥 网友 见面 约 酒店 拍照 发照片 关上门 不许告诉 别告诉 视频 秘密 买票 接她 离家 没回家 走丢 失踪 大叔 男的 不见了 小圈 meet, alone, secret, dont tell, grown man, older man, photos, pictures, pics, video call, hotel, picked up, missing, not home, not come home, didnt come home, send him, sent him, grooming, man, undress, webcam',
  legal:
    '法院 传票 律师 律师函 起诉 开庭 警察 派出所 民警 公安 仲裁 举报 工信部 银保监 监管 消协 诉状 立案 调解 强制执行 失信 证据 lushi fayuan court, lawyer, sue, suing, summons, police, hearing, solicitor, attorney, legal, regulator, ombudsman, judge, subpoena, bailiff, lawsuit, tribunal, prosecutor, detective, warrant, claim, gdpr, magistrate',
  leak: '身份证 泄露 曝光 私密 裸 挂网上 传播 群里发 护照 人脸 隐私 扩散 偷拍 leaked, leak, nudes, passport, id card, private, spreading, posted my, intimate, naked, revenge, being shared, going round, data breach, ssn, my id',
  game: '副本 boss 技能 装备 皮肤 排位 打野 段位 队友 通关 关卡 英雄 刺客 盗贼 法师 战士 开黑 复活 掉线 击杀 人头 剧本杀 密室 狼人杀 吃鸡 原神 王者 游戏里 手游 玩家 地图 野怪 道具 打本 新手村 boss, raid, skill, class, npc, quest, level, lvl, lv, loot, nerf, build, rogue, assassin, pvp, respawn, spawn, patch, server, ranked, match, mission, minecraft, dungeon, sims, mobs, gta, zelda, chess, dps, tank, healer, team, kills, zombie, boss fight, save file, dlc',
  fiction:
    '小说 电影 剧 歌 歌词 剧本 章 作者 主角 女主 男主 角色 剧情 台词 悬疑 写一 写了 拍 短片 漫画 动漫 追剧 连载 话剧 电视剧 结局 第几集 更新 影片 novel, film, movie, song, character, script, story, plot, chapter, book, lyrics, thriller, drama, series, episode, season, podcast, screenplay, poem, writing, role play, roleplay, theatre, band, album, playlist, documentary, netflix, fanfic, comic, scene, author',
  advert:
    '加微信 咨询 专业 优惠 首单 团队 代理 招 兼职 日结 接单 包 不成功不收费 成功率 加我 私聊 代办 全网 低价 保密 whatsapp, telegram, dm us, dm me, services, service, experts, recover, recovery, certified, hire, guaranteed, success rate, free consultation, discount, call now, contact, cheap, agency, trusted, click here, www, .com, inbox, specialists, lawyers, % off',
  laugh:
    '哈哈 哈哈哈 笑死 狗头 嘿嘿 嘻嘻 233 手动狗头 doge 绝了 太香 家人们 谁懂 救命 lol, lmao, haha, hahaha, rofl, lmfao, 😂, 🤣, 😅, 😄, xd, kidding, joking, joke, jk, literally, funny, lolol',
  solved:
    '谢谢 感谢 已经 解决 找回来 追回 追回来 虚惊 退回来 弄好了 搞定 好了 没事了 处理好 恢复 表扬 多亏 xiexie thanks, thank you, sorted, resolved, got it back, fixed, all good, recovered, got back, refunded, cheers, solved, sorted out, over now, false alarm, all fine, working now, never mind, nvm, panic over, found it, closed the case, in the end',
  quote:
    '新闻 看到 听说 文章 截图 公告 短信里 通知说 热搜 案例 报道 推送 什么意思 论文 研究 据说 标题 横幅 课 讲座 作业 海报 宣传 news, article, read about, read, heard, saw a, essay, headline, study, research, report says, poster, homework, class, teacher, presentation, thesis, your post, blog, notice says, leaflet, meaning, mean, quiz, webinar, terms, statistics, mentions, page says',
  prevent:
    '防 预防 防骗 怎么防 保护 安全 提醒 开启 设置 关掉 避免 防止 官方 真的假的 是真的吗 辨别 没点 双重验证 先问 确认 两步 锁 prevent, protect, safe, safety, tips, avoid, secure, before i, is this real, legit, official, genuine, havent clicked, two step, two factor, 2fa, set up, turn on, just checking, just in case, beforehand, checklist, alerts, limit, enable',
  deny: '没被盗 没有被盗 不是被盗 没丢 没被骗 不是骗 不是盗 没人 没出事 不用 别紧张 不是要 没打算 误会 没事 不是真 不急 别锁 自己忘 忘了 忘记密码 自己改 自己点 不追究 放心 我自己 not hacked, wasnt hacked, nobody, no one, wasnt stolen, not stolen, not a scam, no fraud, not suing, im fine, im ok, not urgent, no rush, no emergency, not dangerous, forgot, forgotten, my own fault, my fault, myself, relax, dont worry, dont panic, turns out, actually, by mistake, no worries, nothing wrong, was me, it was my, calm down, misunderstanding, mistook',
  hyperbole:
    '累死 气死 急死 热死 饿死 烦死 吓死 笑死 困死 冷死 要命 死我 抢钱 抢劫 想死你 丧命 要死 死了 炸了 疯了 崩溃 逼疯 命都 社死 原地爆炸 打骨折 抢不到 杀价 秒杀 杀时间 杀青 抢红包 抢票 偷懒 killing me, dying, dead, im dead, murder, murdered, slay, die of, to die for, die for, robbery, daylight robbery, thieves, robbers, criminals, killer, kill time, death by, scared to death, bored to death, drop dead gorgeous, skeleton, heart attack, joke, suicide squad, hijack, steal a, what a steal, bombed, shoot me, hilarious',
  insult:
    '垃圾 破 什么玩意 坑 黑心 无语 废物 傻 差评 恶心 奸商 吃相 骗人 投诉 慢 等了 rubbish, useless, joke, terrible, worst, garbage, trash, idiots, pathetic, disgrace, ridiculous, hours, waiting, slow, incompetent, clowns, greedy, awful, crap, muppets, rip off, ripoff, disgusting',
  service:
    '快递 发货 退货 退款 发票 优惠券 会员 物流 包裹 外卖 订单 营业 尺码 换货 门店 积分 客服 预约 下载 更新 闪退 安装 改地址 配送 kuaidi tuikuan fapiao delivery, refund, invoice, voucher, coupon, parcel, shipping, size, return, opening hours, app crashes, update, install, order status, tracking, exchange, receipt, points, warranty, upgrade, dark mode, feature, button, website, language, colour, color',
  plea: '救命 救救 快 帮我 求 怎么办 急 拦 冻结 止付 锁 停 报警 帮帮 jiuming bangwo kuai help, please, freeze, stop it, stop them, stop him, block, urgent, emergency, immediately, lock it, lock, what do i do, hurry, save, get him out, cancel it, reverse, call police, scared, im scared, shaking, crying, dont know what to do',
  human:
    '真人 活人 人工 人类 有人吗 有人 没人 来个人 找个人 找人 要人 叫人 个人 人呢 活的 喘气 血肉 大活人 人话 会说话的 有没有人 是人吗 本人 zhenren rengong huoren youren human, humans, person, a person, people, somebody, someone, anybody, anyone, real person, actual person, live person, real human, real people, living, breathing, pulse, flesh, heartbeat, human being, a soul, real one, live one, with a brain, with ears, with eyes',
  staff:
    '客服 员工 工作人员 店员 店长 经理 老板 主管 负责人 值班 专员 师傅 同事 坐席 管理员 领导 小姐姐 前台 接线员 人工台 职员 柜员 顾问 技术员 工程师 kefu jingli agent, agents, manager, rep, reps, representative, supervisor, staff, employee, operator, colleague, advisor, adviser, team member, officer, customer service, customer care, receptionist, clerk, assistant, consultant, specialist, technician, support team, csr',
  robot:
    '机器人 机器 自动回复 自动 智能 人机 复读机 复读 模板 程序 电脑 系统回复 ai 小助手 语音 菜单 选项 按键 jiqiren zidong bot, bots, chatbot, robot, machine, automated, software, ivr, algorithm, scripted, canned, menu, form, copy paste, auto reply, autoreply, ai, virtual assistant, computer, press, options, npc, siri, gpt',
  want: '转 转接 接 换 找 要 叫 喊 派 来个 联系 接通 换个 出来 回电 打给我 打电话 能不能 可否 求 麻烦 请 安排 想跟 跟谁 谁能 zhuan zhao speak, talk, connect, transfer, put me, put me through, get me, give me, want, need, call me, ring me, phone me, can i, could i, is there, let me, id like, may i, pass me, hand me, escalate, chat with, speak to, talk to, reach, send me, get, looking for, wants, please, pls, bring, fetch, switch me',
  refuse:
    '别再 不要再 不想 够了 受不了 烦死 听不懂 看不懂 答非所问 没用 车轱辘 绕圈 鸡同鸭讲 废话 bu yao stop, no more, sick of, fed up, dont want, enough, not a bot, useless, doesnt understand, dont understand, loop, circles, keeps, keep saying, keeps saying, going round, same answer, same thing, not helping, cant help, wont let me, refuse, tired of, quit',
  noneed:
    '不用 不需要 不必 无需 没必要 勿 别转 不转 不要转 不麻烦 没有要 不是要 不想转 先不 不用转 就行 机器就行 机器人就行 别给我 不找 无须 buyong bu yong bu xuyao no need, dont need, do not, not necessary, without, rather not, prefer, no thanks, dont bother, dont transfer, not asking, dont want a, didnt need, not needed, im fine, is fine, skip the, rather, leave the, please dont, not after, avoid, cancel the',
  answered:
    '已经 已对接 上次 昨天 刚才那位 处理好 接通了 回了 联系过 联系上 问过 已联系 帮我弄好 接待 got through, yesterday, already, sorted, answered, called me back, helped me, spoke to, spoke with, talked to, your agent, the agent, she fixed, he fixed, was great, was lovely, was so, right now in, thanks to, last time',
  job: '招聘 应聘 兼职 面试 岗位 招人 招不招 招客服 工资 简历 入职 培训 上班 zhaopin hiring, job, jobs, vacancy, vacancies, apply, cv, resume, interview, recruit, recruiting, salary, wage, wages, shifts, career, careers, work as, working as, work for you, hourly',
  thing:
    '人工智能 人工费 人工岛 人工授精 人工湖 人工翻译 人工草 人工皮 人工关节 人工林 真人秀 真人版 真人cs 真人模特 人工呼吸 手动 说明书 经理人 机器人吸尘 扫地机器人 机器人比赛 客服电话 转接头 转账 转发 人工降雨 人工耳蜗 human resources, human rights, human readable, manual, user agent, estate agent, travel agent, cleaning agent, real estate, per person, persons, agent skin, sales rep, one person, two people, people carrier, in person, personal, person in the, robot vacuum, vacuum, robot arm, bonding agent, secret agent, hr, operator manual, password manager, download manager, file manager, account manager role',
  praise:
    '真好 好评 表扬 厉害 贴心 耐心 谢谢 感谢 不错 挺好 很好 态度好 靠谱 great, polite, friendly, kind, lovely, nice, helpful, brilliant, amazing, good, excellent, patient, awesome, love, impressed, thank, thanks, cheers, well done, perfect, perfectly, super',
}
