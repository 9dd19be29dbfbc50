import type { Words } from "../dictionary";
import type { shell as source } from "../en/shell";

export const shell: Words<typeof source> = {
  name: "Refrain",
  skip: "跳到正文",
  navigation: "页面",
  home: "为你",
  library: "音乐库",
  studio: "工作室",
  insights: "洞察",
  settings: "设置",
  documentTitle: (page) => `${page} · Refrain`,
  notices: "通知",
  offline: {
    ready: "已可离线使用。",
  },
  update: {
    ready: "新版本已备好。",
    take: "重启并更新",
    later: "以后再说",
    held: "旧版本还没有结束；关掉其他 Refrain 标签页，新版本就会启动。",
    elsewhere: "Refrain 已在另一个标签页中更新。",
    reload: "重新载入本页",
  },
  install: {
    offer: "可以把 Refrain 放到桌面，像应用一样打开。",
    button: "安装",
    later: "暂不",
  },
  missing: {
    title: "这里什么也没有",
    text: "页面可能已经搬走，或者链接不完整。",
    back: "回到首页",
  },
  failed: {
    title: "这一页没能打开",
    text: "应用的一部分载入失败。你的作品都好好地保存在本机。",
    retry: "重新载入",
  },
  firstProfile: "我",
  shelfArtist: "旋律模型",
  lost: {
    text: "浏览器清除了 Refrain 保存的数据。如果你有备份，可以恢复。",
    restore: "恢复",
    dismiss: "重新开始",
  },
  startup: {
    title: "Refrain 没能启动",
    missing: "这个浏览器缺少 Refrain 需要的功能。请升级浏览器，或换一个浏览器。",
    safe: "你的作品没有受到影响。可以再试一次，也可以先把存储的一切另存为文件。",
    again: "再试一次",
    save: "把全部数据存为文件",
    saved: "已存到下载文件夹。",
    nothing: "这里没有能读出的数据。",
  },
};
