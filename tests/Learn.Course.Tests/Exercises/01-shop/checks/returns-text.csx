return "done";
