import { mount } from "svelte";
import { install } from "./app/install.svelte";
import { readPreference } from "./app/preference";
import { language } from "./i18n/language.svelte";
import { locales, matchLocale } from "./i18n/locales";
import { router } from "./app/router.svelte";
import Shell from "./ui/shell/Shell.svelte";
import { installTrustedTypes } from "./ui/shell/trusted";
import "./ui/tokens.css";
import "./ui/base.css";

installTrustedTypes();
const chosen = locales.find((locale) => locale === readPreference("language"));
await language.choose(chosen ?? matchLocale(navigator.languages));
router.start();
install.start();
const target = document.querySelector("#app");
if (target !== null) mount(Shell, { target });
