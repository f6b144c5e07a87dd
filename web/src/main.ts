// The one place where the parts are made and put together.
import { mount } from "svelte";
import App from "./App.svelte";
import "./ui/tokens.css";

mount(App, { target: document.body });
